package io.github.containerd4j.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.containerd4j.host.ExtendedAttributes;
import io.github.containerd4j.host.FileStatus;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;
import io.github.containerd4j.tar.Owner;
import io.github.containerd4j.tar.TarEntry;

/**
 * Walks through a directory and tells what it finds, in the order of the names. Links are
 * told and not followed; sockets are left out, what vanishes meanwhile, and what is in
 * procfs and the like.
 */
final class TreeWalk {

	private static final int MISSING = 2;

	private final Owners owners;

	private final TreeTarget target;

	private final FileFailures failures;

	private final Map<List<Long>, String> linked = new HashMap<>();

	TreeWalk(Owners owners, TreeTarget target, FileFailures failures) {
		this.owners = owners;
		this.target = target;
		this.failures = failures;
	}

	/**
	 * Tells about all that is below a directory.
	 * @param top the directory
	 */
	void walk(OpenFile top) throws SystemCallException, IOException {
		FilesRoot.requireDirectory(top.status(), this.failures);
		if (top.isVirtual()) {
			throw this.failures.refused("it shows what the kernel knows, and stores no files");
		}
		try (OpenFile directory = top.forReading()) {
			walk(directory, "", 0);
		}
		this.target.finish();
	}

	private void walk(OpenFile directory, String prefix, int depth) throws SystemCallException, IOException {
		if (depth >= Deletion.MAX_DEPTH) {
			throw this.failures.refused("there are more than " + depth + " directories in each other");
		}
		List<byte[]> names = directory.names();
		names.sort(Comparator.comparing(FileNames::raw));
		for (byte[] name : names) {
			new FileCopy(this.failures).requireNoInterrupt();
			try (OpenFile entry = directory.find(name)) {
				add(entry, prefix + FileNames.raw(name), depth);
			}
			catch (SystemCallException ex) {
				if (ex.errno() != MISSING) {
					throw ex;
				}
			}
		}
	}

	private void add(OpenFile found, String name, int depth) throws SystemCallException, IOException {
		FileStatus status = found.status();
		switch (FileType.of(status)) {
			case DIRECTORY -> addDirectory(found, status, name, depth);
			case FILE -> addFile(found, status, name);
			case SYMBOLIC_LINK -> add(status,
					entry(name, TarEntry.Type.SYMBOLIC_LINK, status, FileNames.raw(found.readLink()), new TreeMap<>()),
					TreeTarget.Content.NONE);
			case FIFO -> addSpecial(TarEntry.Type.FIFO, status, name);
			case CHARACTER_DEVICE -> addSpecial(TarEntry.Type.CHARACTER_DEVICE, status, name);
			case BLOCK_DEVICE -> addSpecial(TarEntry.Type.BLOCK_DEVICE, status, name);
			case SOCKET -> {
				// No tar can hold it, and nobody would listen to the copy.
			}
		}
	}

	private void addDirectory(OpenFile found, FileStatus status, String name, int depth)
			throws SystemCallException, IOException {
		try (OpenFile directory = found.forReading()) {
			this.target.add(entry(name, TarEntry.Type.DIRECTORY, status, "", attributes(directory)),
					TreeTarget.Content.NONE);
			if (!directory.isVirtual()) {
				walk(directory, name + "/", depth + 1);
			}
		}
	}

	private void addFile(OpenFile found, FileStatus status, String name) throws SystemCallException, IOException {
		try (OpenFile file = found.forReading()) {
			TarEntry entry = entry(name, TarEntry.Type.FILE, status, "", attributes(file));
			add(status, entry, new TreeTarget.Content(file, InputStream.nullInputStream()));
		}
	}

	private void addSpecial(TarEntry.Type type, FileStatus status, String name)
			throws SystemCallException, IOException {
		add(status, entry(name, type, status, "", new TreeMap<>()), TreeTarget.Content.NONE);
	}

	private void add(FileStatus status, TarEntry entry, TreeTarget.Content content)
			throws SystemCallException, IOException {
		List<Long> identity = List.of(status.device(), status.inode());
		String first = (status.links() > 1) ? this.linked.putIfAbsent(identity, entry.name()) : null;
		this.target.add((first != null) ? entry.hardLinkTo(first) : entry, content);
	}

	private TarEntry entry(String name, TarEntry.Type type, FileStatus status, String link,
			SortedMap<String, String> attributes) {
		Owner owner = new Owner(this.owners.userInContainer(status.user()),
				this.owners.groupInContainer(status.group()));
		return new TarEntry(name, type, status.permissions(), owner, status.modifiedAt(),
				(type == TarEntry.Type.FILE) ? status.size() : 0, link,
				TarEntry.device(status.specialMajor(), status.specialMinor()), attributes);
	}

	private static SortedMap<String, String> attributes(OpenFile file) throws SystemCallException {
		SortedMap<String, String> kept = new TreeMap<>();
		file.attributes().forEach((name, value) -> {
			if (ExtendedAttributes.isPortable(name)) {
				kept.put(name, FileNames.raw(value));
			}
		});
		return kept;
	}

}
