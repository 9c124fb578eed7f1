package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads extended attributes of files, see xattr(7). Java itself reads only those whose
 * names begin with {@code user.}.
 *
 * @since 0.1.0
 */
public final class ExtendedAttributes {

	private static final Set<String> PORTABLE = Set.of("security.capability", "system.posix_acl_access",
			"system.posix_acl_default");

	private static final String USER = "user.";

	private static final List<String> LOCAL = List.of("user.overlay.", "user.fuseoverlayfs.");

	private ExtendedAttributes() {
	}

	/**
	 * Whether an attribute means the same elsewhere. The others, such as the labels of
	 * SELinux and the notes of overlay file systems, belong to where the file lies.
	 * @param name the name
	 * @return {@code true} for the capabilities of programs, access control lists and
	 * what users have set
	 */
	public static boolean isPortable(String name) {
		return PORTABLE.contains(name) || (name.startsWith(USER) && LOCAL.stream().noneMatch(name::startsWith));
	}

	/**
	 * Reads all attributes that this process may see, without following a symbolic link.
	 * @param path the file
	 * @return the values by name; empty also if the file system has no such attributes
	 * @throws NoSuchFileException if there is no such file
	 * @throws IOException if reading fails otherwise
	 */
	public static SortedMap<String, byte[]> read(Path path) throws IOException {
		byte[] terminated = terminated(PathBytes.of(path));
		SortedMap<String, byte[]> attributes = new TreeMap<>();
		try {
			for (String name : names(terminated)) {
				add(attributes, terminated, name);
			}
			return attributes;
		}
		catch (SystemCallException ex) {
			throw failure(path, ex);
		}
	}

	private static String[] names(byte[] path) throws SystemCallException {
		byte[] names = {};
		try {
			int size = Kernel.get().listAttributes(path, names);
			while (size > names.length) {
				names = new byte[size];
				size = Kernel.get().listAttributes(path, names);
			}
			String text = new String(names, 0, size, StandardCharsets.UTF_8);
			return text.isEmpty() ? new String[0] : text.split("\0");
		}
		catch (SystemCallException ex) {
			if (ex.errno() == Errno.ENOTSUP.number()) {
				return new String[0];
			}
			throw ex;
		}
	}

	private static void add(SortedMap<String, byte[]> attributes, byte[] path, String name) throws SystemCallException {
		byte[] value = {};
		try {
			int size = Kernel.get().readAttribute(path, name, value);
			while (size > value.length) {
				value = new byte[size];
				size = Kernel.get().readAttribute(path, name, value);
			}
			attributes.put(name, Arrays.copyOf(value, size));
		}
		catch (SystemCallException ex) {
			if (ex.errno() != Errno.ENODATA.number()) {
				throw ex;
			}
		}
	}

	private static byte[] terminated(byte[] text) {
		return Arrays.copyOf(text, text.length + 1);
	}

	private static FileSystemException failure(Path path, SystemCallException cause) {
		FileSystemException failure = (cause.errno() == Errno.ENOENT.number())
				? new NoSuchFileException(path.toString())
				: new FileSystemException(path.toString(), null, cause.getMessage());
		failure.initCause(cause);
		return failure;
	}

}
