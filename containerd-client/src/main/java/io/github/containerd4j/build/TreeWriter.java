package io.github.containerd4j.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.DirectoryStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.tar.TarEntry;
import io.github.containerd4j.tar.TarName;
import io.github.containerd4j.tar.TarWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks through one directory tree and writes what it finds.
 */
final class TreeWriter {

	private static final Logger logger = LoggerFactory.getLogger(TreeWriter.class);

	private final DirectoryTree tree;

	private final Path root;

	private final Timestamps times;

	private final TarWriter tar;

	private final FileContents contents;

	private final Map<UnixFile.Identity, String> linked = new HashMap<>();

	// Directories on the way to what is perhaps included: written with the first of it.
	private final Deque<TarEntry> pending = new ArrayDeque<>();

	private final UnixFile top;

	TreeWriter(DirectoryTree tree, Timestamps times, TarWriter tar) throws IOException {
		this.tree = tree;
		this.times = times;
		this.tar = tar;
		this.contents = new FileContents(tar);
		try {
			this.root = tree.root().toRealPath();
		}
		catch (NoSuchFileException ex) {
			throw InvalidArgumentException.of("directory tree", tree.root().toString(), "there is no such directory");
		}
		this.top = UnixFile.read(this.root);
		if (!this.top.isDirectory()) {
			throw InvalidArgumentException.of("directory tree", tree.root().toString(), "it is no directory");
		}
	}

	void write() throws IOException {
		boolean all = this.tree.selection().includesAll();
		if (this.tree.target().isEmpty()) {
			writeChildren(this.root, this.top, "", all);
		}
		else {
			writeDirectory(this.root, this.top, this.tree.target(), all);
		}
	}

	private void writeDirectory(Path path, UnixFile directory, String name, boolean wanted) throws IOException {
		TarEntry entry = entry(path, directory, TarEntry.Type.DIRECTORY, name);
		this.pending.addLast(entry);
		if (wanted) {
			writePending();
		}
		if (!isMountedOver(directory)) {
			writeChildren(path, directory, name + "/", wanted);
		}
		if (this.pending.peekLast() == entry) {
			this.pending.removeLast();
		}
	}

	private void writeChildren(Path directory, UnixFile known, String prefix, boolean wanted) throws IOException {
		for (Child child : children(directory)) {
			writeChild(child.path(), prefix + child.name(), wanted);
		}
		if (!known.identity().equals(lstat(directory).identity())) {
			throw TreeChangedException.of(directory, "was replaced", null);
		}
	}

	private static List<Child> children(Path directory) throws IOException {
		List<Child> children = new ArrayList<>();
		try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
			paths.forEach((path) -> children.add(new Child(TarName.of(path.getFileName()), path)));
		}
		catch (NoSuchFileException | NotDirectoryException ex) {
			throw TreeChangedException.of(directory, "vanished", ex);
		}
		children.sort(Comparator.comparing(Child::name));
		return children;
	}

	private void writeChild(Path path, String name, boolean parentWanted) throws IOException {
		PathSelection selection = this.tree.selection();
		Path relative = this.root.relativize(path);
		if (selection.excludes(relative)) {
			return;
		}
		UnixFile file = lstat(path);
		boolean wanted = parentWanted || selection.includes(relative);
		if (file.isDirectory()) {
			writeDirectory(path, file, Whiteouts.requireNone(name), wanted);
		}
		else if (wanted && !isMountedOver(file)) {
			writePending();
			writeFile(path, file, Whiteouts.requireNone(name));
		}
	}

	private void writeFile(Path path, UnixFile file, String name) throws IOException {
		TarEntry.Type type = file.type();
		if (type == null) {
			logger.debug("Leaving out {}, a socket", path);
			return;
		}
		TarEntry entry = entry(path, file, type, name);
		String first = file.hasOtherNames() ? this.linked.putIfAbsent(file.identity(), name) : null;
		if (first != null) {
			this.tar.begin(entry.hardLinkTo(first));
			return;
		}
		this.tar.begin(entry);
		if (type == TarEntry.Type.FILE) {
			this.contents.write(path, file);
		}
	}

	private void writePending() throws IOException {
		while (!this.pending.isEmpty()) {
			this.tar.begin(this.pending.removeFirst());
		}
	}

	private TarEntry entry(Path path, UnixFile file, TarEntry.Type type, String name) throws IOException {
		boolean link = type == TarEntry.Type.SYMBOLIC_LINK;
		return new TarEntry(name, type, file.permissions(), this.tree.ownerOf(file),
				this.times.apply(file.modifiedAt()), (type == TarEntry.Type.FILE) ? file.size() : 0,
				link ? targetOf(path) : "", file.isDevice() ? file.special() : 0, attributes(path));
	}

	private static SortedMap<String, String> attributes(Path path) throws IOException {
		try {
			return KeptAttributes.of(path);
		}
		catch (NoSuchFileException ex) {
			throw TreeChangedException.of(path, "vanished", ex);
		}
	}

	private static String targetOf(Path link) throws IOException {
		try {
			return TarName.of(Files.readSymbolicLink(link));
		}
		catch (NoSuchFileException ex) {
			throw TreeChangedException.of(link, "vanished", ex);
		}
	}

	private boolean isMountedOver(UnixFile file) {
		return this.tree.isOneFileSystem() && file.device() != this.top.device();
	}

	private static UnixFile lstat(Path path) throws IOException {
		try {
			return UnixFile.read(path);
		}
		catch (NoSuchFileException ex) {
			throw TreeChangedException.of(path, "vanished", ex);
		}
	}

	/**
	 * A file of a directory and the bytes of its name.
	 */
	private record Child(String name, Path path) {

	}

}
