package io.github.containerd4j.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.image.ImageFixture;
import io.github.containerd4j.oci.Index;
import io.github.containerd4j.oci.OciDescriptor;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The files of an archive, to be damaged and then written as a tar.
 */
final class ArchiveFixture {

	static final String NAME = "example.com/fixture:1";

	private final Map<String, byte[]> files = new LinkedHashMap<>();

	static ArchiveFixture layout(ImageFixture image, OciDescriptor root) {
		ArchiveFixture archive = new ArchiveFixture();
		archive.put("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}");
		OciDescriptor named = root.withAnnotations(Map.of("io.containerd.image.name", NAME));
		archive.put("index.json", new String(Index.of(List.of(named)).toJson(), StandardCharsets.UTF_8));
		image.blobs().forEach((digest, bytes) -> archive.files.put("blobs/sha256/" + digest.encoded(), bytes));
		return archive;
	}

	void put(String path, String text) {
		this.files.put(path, text.getBytes(StandardCharsets.UTF_8));
	}

	ArchiveFixture without(OciDescriptor blob) {
		this.files.remove("blobs/sha256/" + blob.digest().encoded());
		return this;
	}

	/**
	 * Changes one bit in the middle of a blob.
	 */
	ArchiveFixture damage(OciDescriptor blob) {
		byte[] bytes = this.files.get("blobs/sha256/" + blob.digest().encoded()).clone();
		bytes[bytes.length / 2] ^= 1;
		this.files.put("blobs/sha256/" + blob.digest().encoded(), bytes);
		return this;
	}

	/**
	 * Cuts off the last byte of a blob.
	 */
	ArchiveFixture shorten(OciDescriptor blob) {
		byte[] bytes = this.files.get("blobs/sha256/" + blob.digest().encoded());
		this.files.put("blobs/sha256/" + blob.digest().encoded(), Arrays.copyOf(bytes, bytes.length - 1));
		return this;
	}

	byte[] tar() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
			for (Map.Entry<String, byte[]> file : this.files.entrySet()) {
				TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
				entry.setSize(file.getValue().length);
				tar.putArchiveEntry(entry);
				tar.write(file.getValue());
				tar.closeArchiveEntry();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

}
