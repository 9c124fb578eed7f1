package io.github.containerd4j.build;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.tar.Owner;
import io.github.containerd4j.tar.TarEntry;
import io.github.containerd4j.tar.TarName;
import io.github.containerd4j.tar.TarWriter;

/**
 * What goes into one layer: directory trees, files from memory, and deletions of what is
 * in the layers below. If two parts have the same path, the later one wins. Not safe for
 * use by many threads.
 * <p>
 * A directory that has no entry, such as {@code /etc} if only {@code /etc/motd} is added,
 * is the one of the layers below, or is made by whoever unpacks the layer.
 *
 * @since 0.1.0
 */
public final class LayerContents {

	static final String CREATED_BY = "containerd4j";

	private final List<Part> deletions = new ArrayList<>();

	private final List<Part> parts = new ArrayList<>();

	private Owner owner = Owner.ROOT;

	private String createdBy = CREATED_BY;

	private LayerContents() {
	}

	/**
	 * Starts with nothing.
	 * @return the contents
	 */
	public static LayerContents create() {
		return new LayerContents();
	}

	/**
	 * Adds a directory tree as the root of the image.
	 * @param root the top directory
	 * @return these contents
	 */
	public LayerContents tree(Path root) {
		return tree(DirectoryTree.of(root));
	}

	/**
	 * Adds a directory tree.
	 * @param tree the tree
	 * @return these contents
	 */
	public LayerContents tree(DirectoryTree tree) {
		this.parts.add((tar, times) -> new TreeWriter(tree, times, tar).write());
		return this;
	}

	/**
	 * Sets the owner of files, directories and links that are added by one of the
	 * following methods from now on: until then user and group 0.
	 * @param user the number of the user
	 * @param group the number of the group
	 * @return these contents
	 * @throws InvalidArgumentException if a number is out of range
	 */
	public LayerContents ownedBy(long user, long group) {
		this.owner = new Owner(user, group);
		return this;
	}

	/**
	 * Adds a file.
	 * @param path the path in the image
	 * @param content the content; not copied
	 * @param mode the permissions, such as {@code 0644}
	 * @return these contents
	 * @throws InvalidArgumentException if the path or the mode is not valid
	 */
	public LayerContents file(String path, byte[] content, int mode) {
		String name = Whiteouts.requireNone(TarName.below(path));
		int permissions = checked(mode);
		Owner user = this.owner;
		this.parts.add((tar, times) -> {
			tar.begin(TarEntry.file(name, permissions, user, times.ofNew(), content.length));
			tar.write(content, 0, content.length);
		});
		return this;
	}

	/**
	 * Adds a directory, or sets owner and mode of one that is there.
	 * @param path the path in the image
	 * @param mode the permissions, such as {@code 0755} or {@code 01777}
	 * @return these contents
	 * @throws InvalidArgumentException if the path or the mode is not valid
	 */
	public LayerContents directory(String path, int mode) {
		String name = Whiteouts.requireNone(TarName.below(path));
		int permissions = checked(mode);
		Owner user = this.owner;
		this.parts.add((tar, times) -> tar.begin(TarEntry.directory(name, permissions, user, times.ofNew())));
		return this;
	}

	/**
	 * Adds a symbolic link.
	 * @param path the path of the link in the image
	 * @param target what it refers to, any text that is not empty
	 * @return these contents
	 * @throws InvalidArgumentException if the path or the target is not valid
	 */
	public LayerContents symbolicLink(String path, String target) {
		String name = Whiteouts.requireNone(TarName.below(path));
		if (target.isEmpty() || target.indexOf('\0') >= 0) {
			throw InvalidArgumentException.of("link target", target, "it must not be empty or contain a NUL character");
		}
		Owner user = this.owner;
		this.parts
			.add((tar, times) -> tar.begin(TarEntry.symbolicLink(name, TarName.bytes(target), user, times.ofNew())));
		return this;
	}

	/**
	 * Deletes a file or a directory of the layers below. Deletions come first, so this
	 * layer may have the same path anew.
	 * @param path the path in the image
	 * @return these contents
	 * @throws InvalidArgumentException if the path is not valid
	 */
	public LayerContents delete(String path) {
		return hide(Whiteouts.of(Whiteouts.requireNone(TarName.below(path))));
	}

	/**
	 * Deletes everything that the layers below have in a directory, but not the
	 * directory.
	 * @param path the path of the directory in the image
	 * @return these contents
	 * @throws InvalidArgumentException if the path is not valid
	 */
	public LayerContents deleteContents(String path) {
		return hide(Whiteouts.ofContents(Whiteouts.requireNone(TarName.below(path))));
	}

	private LayerContents hide(String whiteout) {
		this.deletions.add((tar, times) -> tar.begin(TarEntry.file(whiteout, 0, Owner.ROOT, times.ofNew(), 0)));
		return this;
	}

	/**
	 * Sets what the history of the image says about this layer. It is part of the image's
	 * digest.
	 * @param text the text; {@code containerd4j} if this is not called
	 * @return these contents
	 */
	public LayerContents createdBy(String text) {
		this.createdBy = text;
		return this;
	}

	String createdBy() {
		return this.createdBy;
	}

	/**
	 * Writes the contents as a tar.
	 */
	void writeTo(OutputStream out, Timestamps times) throws IOException {
		TarWriter tar = new TarWriter(out);
		for (Part part : this.deletions) {
			part.write(tar, times);
		}
		for (Part part : this.parts) {
			part.write(tar, times);
		}
		tar.finish();
	}

	private static int checked(int mode) {
		if ((mode & ~TarEntry.PERMISSIONS) != 0) {
			throw InvalidArgumentException.of("mode", "0" + Integer.toOctalString(mode), "it must be from 0 to 07777");
		}
		return mode;
	}

	/**
	 * Writes some of the entries.
	 */
	@FunctionalInterface
	private interface Part {

		void write(TarWriter tar, Timestamps times) throws IOException;

	}

}
