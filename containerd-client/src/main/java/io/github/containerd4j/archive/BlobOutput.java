package io.github.containerd4j.archive;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.OutOfRangeException;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;

/**
 * Counts the bytes of a blob on their way into an archive, whose header has promised so
 * many.
 */
final class BlobOutput extends FilterOutputStream {

	private final Descriptor blob;

	private final ProgressReporter progress;

	private long count;

	BlobOutput(OutputStream output, Descriptor blob, ProgressReporter progress) {
		super(output);
		this.blob = blob;
		this.progress = progress;
	}

	@Override
	public void write(int value) throws IOException {
		write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		if (this.count + length > this.blob.size()) {
			throw wrongSize("more");
		}
		this.out.write(bytes, offset, length);
		this.count += length;
		this.progress.report(Phase.TRANSFERRING, this.blob, this.count);
	}

	void requireComplete() {
		if (this.count < this.blob.size()) {
			throw wrongSize("only " + this.count);
		}
	}

	private OutOfRangeException wrongSize(String found) {
		Failure failure = new Failure("export", "content", this.blob.digest().toString(), null, ErrorCode.OUT_OF_RANGE);
		return new OutOfRangeException(
				failure.describe() + ": the image names " + this.blob.size() + " bytes, but it has " + found, failure,
				null);
	}

}
