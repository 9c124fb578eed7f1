package io.github.containerd4j.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.github.containerd4j.oci.ImageFormatException;
import io.github.containerd4j.tar.TarName;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Finds out whether something is a tar that can be a layer: complete, of known kinds of
 * entries, and without paths that leave the root.
 */
final class TarCheck {

	private static final String KIND = "layer tar";

	// Plain files in old and new form and contiguous ones, links, devices, directories,
	// FIFOs, and sparse files as GNU tar writes them.
	private static final String TYPES = "\0" + "01234567" + "S";

	private TarCheck() {
	}

	/**
	 * Reads the entries; what follows the end of the archive is left.
	 * @throws ImageFormatException if the tar breaks a rule
	 */
	static void check(InputStream input) throws IOException {
		// Not closed, because that would close the input.
		TarArchiveInputStream tar = new TarArchiveInputStream(input, StandardCharsets.ISO_8859_1.name());
		TarArchiveEntry entry = next(tar);
		if (entry == null && tar.getBytesRead() == 0) {
			throw ImageFormatException.of(KIND, null, "it is empty, without even an end mark");
		}
		while (entry != null) {
			check(entry);
			entry = next(tar);
		}
	}

	// A broken archive and a broken stream look the same here: both are an IOException.
	private static TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
		try {
			return tar.getNextEntry();
		}
		catch (IllegalArgumentException ex) {
			throw ImageFormatException.of(KIND, null, "it is no tar: " + ex.getMessage(), ex);
		}
	}

	private static void check(TarArchiveEntry entry) {
		String name = TarName.shown(entry.getName());
		if (!entry.isCheckSumOK()) {
			throw ImageFormatException.of(KIND, name, "the checksum of the entry is wrong");
		}
		if (TYPES.indexOf(entry.getLinkFlag()) < 0) {
			throw ImageFormatException.of(KIND, name,
					"an image cannot hold entries of the type " + entry.getLinkFlag());
		}
		requireInside(name, entry.getName());
		if (entry.isLink()) {
			requireInside(name, entry.getLinkName());
		}
	}

	private static void requireInside(String entry, String path) {
		if (Arrays.asList(path.split("/")).contains("..")) {
			throw ImageFormatException.of(KIND, entry, "\"..\" in a path could leave the image");
		}
	}

}
