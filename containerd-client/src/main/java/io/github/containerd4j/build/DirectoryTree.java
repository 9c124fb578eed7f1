package io.github.containerd4j.build;

import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.tar.Owner;
import io.github.containerd4j.tar.TarName;
import org.jspecify.annotations.Nullable;

/**
 * A directory tree of this machine that becomes part of a layer. Immutable.
 * <p>
 * All that a tar can hold is kept: owners and groups by number, modes with the bits for
 * set-user-id, set-group-id and sticky, times to the nanosecond, symbolic links as they
 * are, hard links within the tree, devices, FIFOs, names with any bytes, and of the
 * extended attributes the capabilities of programs, access control lists and those of
 * users. Sockets are left out. The holes of sparse files become zeros. Symbolic links are
 * never followed, and nothing outside of the tree is read.
 * <p>
 * The entries are in the order of their names, whatever the file system's is.
 *
 * @since 0.1.0
 */
public final class DirectoryTree {

	private final Path root;

	private final String target;

	private final @Nullable Owner owner;

	private final PathSelection selection;

	private final boolean oneFileSystem;

	private DirectoryTree(Path root, String target, @Nullable Owner owner, PathSelection selection,
			boolean oneFileSystem) {
		this.root = root;
		this.target = target;
		this.owner = owner;
		this.selection = selection;
		this.oneFileSystem = oneFileSystem;
	}

	/**
	 * A whole tree, as the root of the image. What is written is below its own top
	 * directory, whose owner, mode and time are not kept.
	 * @param root the top directory; it may be a link to one
	 * @return the tree
	 */
	public static DirectoryTree of(Path root) {
		return new DirectoryTree(root, "", null, PathSelection.ALL, false);
	}

	/**
	 * A copy that becomes a directory of the image, with owner, mode and time of the top
	 * directory.
	 * @param path the path in the image, such as {@code /opt/app}
	 * @return the copy
	 * @throws io.github.containerd4j.InvalidArgumentException if the path has {@code ..}
	 * in it
	 */
	public DirectoryTree at(String path) {
		return new DirectoryTree(this.root, TarName.ofText(path), this.owner, this.selection, this.oneFileSystem);
	}

	/**
	 * A copy in which everything belongs to the same user and group.
	 * @param user the number of the user
	 * @param group the number of the group
	 * @return the copy
	 * @throws io.github.containerd4j.InvalidArgumentException if a number is out of range
	 */
	public DirectoryTree ownedBy(long user, long group) {
		return new DirectoryTree(this.root, this.target, new Owner(user, group), this.selection, this.oneFileSystem);
	}

	/**
	 * A copy that holds only what one of the patterns names, what is below that, and the
	 * directories on the way there.
	 * @param patterns patterns as of {@code glob:} in
	 * {@link java.nio.file.FileSystem#getPathMatcher(String)}, for paths relative to the
	 * top directory: <code>usr/{bin,lib}</code>, <code>**.so</code>
	 * @return the copy
	 * @throws io.github.containerd4j.InvalidArgumentException if a pattern is not valid
	 */
	public DirectoryTree including(String... patterns) {
		return with(this.selection.including(this.root.getFileSystem(), List.of(patterns)));
	}

	/**
	 * A copy without what one of the patterns names, and what is below that, also if it
	 * is included by name.
	 * @param patterns patterns as of {@code glob:} in
	 * {@link java.nio.file.FileSystem#getPathMatcher(String)}, for paths relative to the
	 * top directory: {@code var/cache/*}, <code>**.log</code>
	 * @return the copy
	 * @throws io.github.containerd4j.InvalidArgumentException if a pattern is not valid
	 */
	public DirectoryTree excluding(String... patterns) {
		return with(this.selection.excluding(this.root.getFileSystem(), List.of(patterns)));
	}

	private DirectoryTree with(PathSelection changed) {
		return new DirectoryTree(this.root, this.target, this.owner, changed, this.oneFileSystem);
	}

	/**
	 * A copy that does not cross into other file systems: of a directory on which one is
	 * mounted, such as {@code proc}, only the directory itself is kept. A bind mount of
	 * the same file system is not noticed.
	 * @return the copy
	 */
	public DirectoryTree onOneFileSystem() {
		return new DirectoryTree(this.root, this.target, this.owner, this.selection, true);
	}

	Path root() {
		return this.root;
	}

	String target() {
		return this.target;
	}

	PathSelection selection() {
		return this.selection;
	}

	boolean isOneFileSystem() {
		return this.oneFileSystem;
	}

	Owner ownerOf(UnixFile file) {
		return (this.owner != null) ? this.owner : file.owner();
	}

	@Override
	public String toString() {
		return "DirectoryTree[" + this.root + " at /" + this.target + "]";
	}

}
