package io.github.containerd4j.build;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Writes layers to memory and reads them back.
 */
final class Tars {

	private Tars() {
	}

	static byte[] bytes(LayerContents contents, Timestamps times) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		contents.writeTo(out, times);
		return out.toByteArray();
	}

	static List<TarArchiveEntry> entries(LayerContents contents) throws IOException {
		return entries(bytes(contents, Timestamps.kept()));
	}

	static List<TarArchiveEntry> entries(byte[] tar) throws IOException {
		List<TarArchiveEntry> entries = new ArrayList<>();
		try (TarArchiveInputStream input = new TarArchiveInputStream(new ByteArrayInputStream(tar),
				StandardCharsets.UTF_8.name())) {
			TarArchiveEntry entry = input.getNextEntry();
			while (entry != null) {
				entries.add(entry);
				entry = input.getNextEntry();
			}
		}
		return entries;
	}

	static List<String> names(LayerContents contents) throws IOException {
		return entries(contents).stream().map(TarArchiveEntry::getName).toList();
	}

	static TarArchiveEntry only(LayerContents contents) throws IOException {
		List<TarArchiveEntry> entries = entries(contents);
		if (entries.size() != 1) {
			throw new AssertionError("expected one entry, got " + entries.size());
		}
		return entries.get(0);
	}

}
