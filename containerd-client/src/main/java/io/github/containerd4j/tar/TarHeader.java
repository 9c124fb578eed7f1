package io.github.containerd4j.tar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * Makes an entry of a header and of the extended ones before it.
 */
final class TarHeader {

	/** For the kernel, an owner that does not exist. */
	private static final long NOBODY = 65534;

	private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

	private TarHeader() {
	}

	/**
	 * Makes the entry.
	 * @throws IllegalArgumentException if its size is none
	 */
	static TarEntry entry(TarArchiveEntry header, Map<String, String> extended) {
		TarEntry.Type type = type(header, extended);
		boolean link = type == TarEntry.Type.SYMBOLIC_LINK || type == TarEntry.Type.HARD_LINK;
		long size = size(header, extended);
		Owner owner = new Owner(id(extended.get("uid"), header.getLongUserId()),
				id(extended.get("gid"), header.getLongGroupId()));
		// Links may tell the size of what they lead to, but have no data.
		return new TarEntry(withoutSlash(extended.getOrDefault("path", header.getName())), type,
				header.getMode() & TarEntry.PERMISSIONS, owner, modifiedAt(header, extended), link ? 0 : size,
				link ? extended.getOrDefault("linkpath", header.getLinkName()) : "",
				TarEntry.device(header.getDevMajor(), header.getDevMinor()), attributes(extended));
	}

	private static TarEntry.Type type(TarArchiveEntry header, Map<String, String> extended) {
		boolean sparse = header.isSparse()
				|| extended.keySet().stream().anyMatch((key) -> key.startsWith("GNU.sparse"));
		if (sparse) {
			return TarEntry.Type.OTHER;
		}
		if (header.isDirectory()) {
			return TarEntry.Type.DIRECTORY;
		}
		byte flag = header.getLinkFlag();
		boolean plain = flag == TarConstants.LF_OLDNORM || flag == TarConstants.LF_CONTIG;
		return plain ? TarEntry.Type.FILE : TarEntry.Type.of(flag);
	}

	private static String withoutSlash(String name) {
		int end = name.length();
		while (end > 1 && name.charAt(end - 1) == '/') {
			end--;
		}
		return name.substring(0, end);
	}

	private static long size(TarArchiveEntry header, Map<String, String> extended) {
		String text = extended.get("size");
		long size = header.getSize();
		try {
			size = (text != null) ? Long.parseLong(text) : size;
		}
		catch (NumberFormatException ex) {
			size = -1;
		}
		if (size < 0 || size >= Long.MAX_VALUE - TarReader.BLOCK) {
			throw new IllegalArgumentException("the size of entry \"" + header.getName() + "\" is no number");
		}
		return size;
	}

	private static long id(@Nullable String text, long otherwise) {
		long id = otherwise;
		try {
			id = (text != null) ? Long.parseLong(text) : otherwise;
		}
		catch (NumberFormatException ex) {
			return NOBODY;
		}
		return Owner.isId(id) ? id : NOBODY;
	}

	private static Instant modifiedAt(TarArchiveEntry header, Map<String, String> extended) {
		String text = extended.get("mtime");
		try {
			if (text != null) {
				BigDecimal time = new BigDecimal(text);
				long seconds = time.setScale(0, RoundingMode.FLOOR).longValueExact();
				return Instant.ofEpochSecond(seconds,
						time.subtract(BigDecimal.valueOf(seconds)).multiply(NANOS).longValue());
			}
		}
		catch (ArithmeticException | NumberFormatException | DateTimeException ex) {
			// A time that is none is no reason to refuse the file.
			return Instant.EPOCH;
		}
		return header.getLastModifiedTime().toInstant();
	}

	private static SortedMap<String, String> attributes(Map<String, String> extended) {
		SortedMap<String, String> attributes = new TreeMap<>();
		extended.forEach((key, value) -> {
			if (key.startsWith(PaxRecords.ATTRIBUTE)) {
				attributes.put(key.substring(PaxRecords.ATTRIBUTE.length()), value);
			}
		});
		return attributes;
	}

}
