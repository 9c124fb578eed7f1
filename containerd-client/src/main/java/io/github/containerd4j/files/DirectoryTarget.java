package io.github.containerd4j.files;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.host.ExtendedAttributes;
import io.github.containerd4j.host.FileStatus;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;
import io.github.containerd4j.tar.TarEntry;

/**
 * Writes a tree into a directory, over what is there. Nothing gets out of the root,
 * whatever the names and links of the tree are.
 */
final class DirectoryTarget implements TreeTarget {

	// ENOTSUP: a file system without such attributes.
	private static final int UNSUPPORTED = 95;

	private static final int MISSING = 2;

	private final FilesRoot root;

	private final FilePath top;

	private final TreeRules rules;

	private final FileFailures failures;

	private final FileCopy copy;

	/** Directories get their times last, because what is put into them changes those. */
	private final Deque<TarEntry> directories = new ArrayDeque<>();

	DirectoryTarget(FilesRoot root, FilePath top, TreeRules rules, FileFailures failures) {
		this.root = root;
		this.top = top;
		this.rules = rules;
		this.failures = failures;
		this.copy = new FileCopy(failures);
	}

	@Override
	public void add(TarEntry entry, Content content) throws SystemCallException, IOException {
		FilePath path = path(entry.name());
		if (path.names().size() == this.top.names().size()) {
			// The top itself, which many tars have as "./".
			return;
		}
		try (Place place = place(path)) {
			add(place, entry, content);
		}
	}

	/**
	 * Where an entry goes; most tars have its directory before it, but not all.
	 */
	private Place place(FilePath path) throws SystemCallException {
		try {
			return this.root.place(path);
		}
		catch (SystemCallException ex) {
			if (ex.errno() != MISSING) {
				throw ex;
			}
			new Directories(this.root, this.failures).make(path.parent(), FileOptions.defaults());
			return this.root.place(path);
		}
	}

	private void add(Place place, TarEntry entry, Content content) throws SystemCallException, IOException {
		switch (entry.type()) {
			case DIRECTORY -> addDirectory(place, entry);
			case FILE -> addFile(place, entry, content);
			case SYMBOLIC_LINK -> {
				makeRoom(place);
				place.directory().makeSymbolicLink(place.name(), FileNames.ofRaw(entry.link()));
				finish(place, entry);
			}
			case HARD_LINK -> addHardLink(place, entry);
			case FIFO, CHARACTER_DEVICE, BLOCK_DEVICE -> addNode(place, entry);
			case OTHER -> throw refused(entry.name(), "it is sparse, or of an unknown kind");
		}
	}

	private void addDirectory(Place place, TarEntry entry) throws SystemCallException {
		FileStatus old = place.status();
		if (old == null || !old.isDirectory()) {
			makeRoom(place);
			place.directory().makeDirectory(place.name());
		}
		try (OpenFile found = place.open()) {
			FilesRoot.requireDirectory(found.status(), this.failures);
			try (OpenFile made = found.forReading()) {
				describe(made, entry);
			}
		}
		this.directories.addFirst(entry);
	}

	private void addFile(Place place, TarEntry entry, Content content) throws SystemCallException, IOException {
		FileStatus old = place.status();
		if (old != null && !old.isFile()) {
			makeRoom(place);
		}
		new Replacement(place, this.failures).write((file) -> {
			OpenFile source = content.file();
			if (source != null) {
				this.copy.copy(source, file);
			}
			else {
				this.copy.copy(content.stream(), file);
			}
			describe(file, entry);
		});
		place.directory().changeTime(place.name(), entry.modifiedAt());
	}

	private void addHardLink(Place place, TarEntry entry) throws SystemCallException {
		try (OpenFile first = this.root.findItself(path(entry.link()))) {
			FileStatus old = place.status();
			if (old != null && old.isSameFile(first.status())) {
				return;
			}
			makeRoom(place);
			place.directory().link(place.name(), first);
		}
	}

	private void addNode(Place place, TarEntry entry) throws SystemCallException {
		if (this.rules.keepsDevices() || entry.type() == TarEntry.Type.FIFO) {
			makeRoom(place);
			int type = switch (entry.type()) {
				case CHARACTER_DEVICE -> FileStatus.CHARACTER_DEVICE;
				case BLOCK_DEVICE -> FileStatus.BLOCK_DEVICE;
				default -> FileStatus.FIFO;
			};
			place.directory().makeNode(place.name(), type, entry.deviceMajor(), entry.deviceMinor());
			finish(place, entry);
		}
	}

	/**
	 * Deletes what is in the way, but for a directory with something in it.
	 */
	private void makeRoom(Place place) throws SystemCallException {
		if (place.status() != null) {
			new Deletion(this.failures).deleteOne(place.directory(), place.name());
		}
	}

	private void finish(Place place, TarEntry entry) throws SystemCallException {
		try (OpenFile made = place.open()) {
			requireMade(made.status(), entry);
			this.rules.own(made, entry);
			if (!made.status().isSymbolicLink()) {
				made.changeMode(this.rules.mode(entry));
			}
		}
		place.directory().changeTime(place.name(), entry.modifiedAt());
	}

	/**
	 * Fails if a process of the container has put something else there meanwhile, which
	 * would get rights that its owner may not give.
	 */
	private void requireMade(FileStatus status, TarEntry entry) {
		if (!FileType.of(status).name().equals(entry.type().name())) {
			throw this.failures.of(ErrorCode.ABORTED, "somebody has replaced " + shown(entry.name()));
		}
	}

	private void describe(OpenFile file, TarEntry entry) throws SystemCallException {
		this.rules.own(file, entry);
		file.changeMode(this.rules.mode(entry));
		for (Map.Entry<String, String> attribute : entry.attributes().entrySet()) {
			if (this.rules.keepsDevices() && ExtendedAttributes.isPortable(attribute.getKey())) {
				set(file, attribute.getKey(), FileNames.ofRaw(attribute.getValue()));
			}
		}
	}

	private static void set(OpenFile file, String name, byte[] value) throws SystemCallException {
		try {
			file.setAttribute(name, value);
		}
		catch (SystemCallException ex) {
			if (ex.errno() != UNSUPPORTED) {
				throw ex;
			}
		}
	}

	@Override
	public void finish() throws SystemCallException {
		for (TarEntry directory : this.directories) {
			try (Place place = this.root.place(path(directory.name()))) {
				place.directory().changeTime(place.name(), directory.modifiedAt());
			}
			catch (SystemCallException ex) {
				if (ex.errno() != MISSING) {
					throw ex;
				}
			}
		}
	}

	private FilePath path(String name) {
		List<String> names = new ArrayList<>(this.top.names());
		List<String> more = FilePath.split(name);
		if (more.contains("..") || name.indexOf('\0') >= 0) {
			throw refused(name, "\"..\" could lead out of the directory");
		}
		names.addAll(more);
		return new FilePath(shown(name), names);
	}

	private RuntimeException refused(String name, String reason) {
		return this.failures.of(ErrorCode.INVALID_ARGUMENT, "the entry " + shown(name) + ": " + reason);
	}

	private static String shown(String name) {
		return FileNames.text(FileNames.ofRaw(name));
	}

}
