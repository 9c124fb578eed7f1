package io.github.containerd4j.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A blob that is read only if it is needed, and compared with its digest when it was read
 * from its start to its end. So a damaged blob is told from a damaged copy.
 */
final class BlobStream extends InputStream {

	private final ContentStore content;

	private final Descriptor blob;

	private final @Nullable MessageDigest sum;

	private @Nullable InputStream stream;

	private long skipped;

	private long read;

	private boolean compared;

	BlobStream(ContentStore content, Descriptor blob) {
		this.content = content;
		this.blob = blob;
		this.sum = "sha256".equals(blob.digest().algorithm()) ? sha256() : null;
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java has SHA-256", ex);
		}
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (this.skipped + this.read >= this.blob.size() || length == 0) {
			return (length == 0) ? 0 : end();
		}
		if (this.stream == null) {
			this.stream = (this.skipped == 0) ? this.content.open(this.blob.digest())
					: this.content.open(this.blob.digest(), this.skipped, this.blob.size() - this.skipped);
		}
		int count = this.stream.read(target, offset, length);
		if (count > 0) {
			this.read += count;
			if (this.sum != null) {
				this.sum.update(target, offset, count);
			}
		}
		return (count < 0) ? end() : count;
	}

	private int end() {
		if (this.sum != null && this.skipped == 0 && !this.compared) {
			this.compared = true;
			Digest found = Digest.parse("sha256:" + HexFormat.of().formatHex(this.sum.digest()));
			if (!found.equals(this.blob.digest())) {
				throw damaged(found);
			}
		}
		return -1;
	}

	private ContainerdException damaged(Digest found) {
		Failure failure = new Failure("Content.Read", "content", this.blob.digest().toString(), null,
				ErrorCode.DATA_LOSS);
		return new ContainerdException(
				failure.describe() + ": the blob of the source is damaged, its digest is " + found, failure, null);
	}

	/**
	 * Without reading: the target has these bytes.
	 */
	@Override
	public long skip(long count) throws IOException {
		if (this.stream != null) {
			return super.skip(count);
		}
		long possible = Math.min(count, this.blob.size() - this.skipped);
		this.skipped += possible;
		return possible;
	}

	@Override
	public void close() throws IOException {
		if (this.stream != null) {
			this.stream.close();
		}
	}

}
