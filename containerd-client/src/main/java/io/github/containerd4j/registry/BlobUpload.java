package io.github.containerd4j.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.containerd4j.content.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * One blob on its way to a registry. A small one is sent with the request that ends the
 * upload; a large one before it, so that what has arrived counts if the connection is
 * lost.
 */
final class BlobUpload {

	private static final long SMALL = 256 * 1024;

	private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-(\\d{1,18})");

	private final Requests requests;

	private final Target target;

	private final Set<String> scopes;

	private final Descriptor blob;

	private final BlobSource source;

	private final LongConsumer progress;

	private final RegistryOptions options;

	private @Nullable Upload upload;

	// Whether what the registry has received must be asked for.
	private boolean interrupted;

	// Whether the registry may have accepted the blob without our having heard of it.
	private boolean maybeDone;

	private long best;

	BlobUpload(Requests requests, Target target, Set<String> scopes, Descriptor blob, BlobSource source,
			LongConsumer progress, RegistryOptions options) {
		this.requests = requests;
		this.target = target;
		this.scopes = scopes;
		this.blob = blob;
		this.source = source;
		this.progress = progress;
		this.options = options;
	}

	/**
	 * Goes on with an upload that is open already.
	 */
	BlobUpload from(@Nullable Upload opened) {
		this.upload = opened;
		return this;
	}

	/**
	 * Sends what the registry lacks.
	 * @throws TransientFailure if it may be called again
	 */
	void run() throws IOException, InterruptedException, TransientFailure {
		Upload current = this.upload;
		if (current != null && this.interrupted) {
			current = status(current);
		}
		if (current == null) {
			if (this.maybeDone && exists()) {
				return;
			}
			current = open();
		}
		this.interrupted = true;
		while (current.offset() < this.blob.size() && !isSmall()) {
			current = send(current);
			this.upload = current;
		}
		finish(current);
	}

	/**
	 * Whether the registry has more bytes than at the time of the last failure.
	 */
	boolean hasAdvanced() {
		Upload current = this.upload;
		boolean advanced = current != null && current.offset() > this.best;
		this.best = (current != null) ? Math.max(this.best, current.offset()) : this.best;
		return advanced;
	}

	private boolean isSmall() {
		return this.blob.size() <= SMALL;
	}

	private Upload open() throws IOException, InterruptedException, TransientFailure {
		Call call = Call.of("POST", this.requests.endpoint().uri("blobs/uploads/"), this.scopes);
		try (Answer answer = this.requests.send(call, this.target, Set.of(202))) {
			Upload opened = Upload.opened(answer, this.target);
			this.upload = opened;
			return opened;
		}
	}

	/**
	 * Asks how far an upload is.
	 * @return the upload; {@code null} if the registry does not know it any more
	 */
	private @Nullable Upload status(Upload known) throws IOException, InterruptedException, TransientFailure {
		if (isSmall()) {
			this.upload = null;
			return null;
		}
		Call call = Call.of("GET", known.location(), this.scopes);
		try (Answer answer = this.requests.send(call, this.target)) {
			if (answer.status() != 204) {
				this.upload = null;
				return (answer.status() >= 500) ? throwing(answer) : null;
			}
			Upload current = known.next(answer, this.target, received(answer));
			this.upload = current;
			return current;
		}
	}

	private Upload throwing(Answer answer) throws TransientFailure {
		throw this.requests.refuse(answer, this.target);
	}

	// "0-0" is both one byte and none; a byte that comes twice would break the blob, so
	// it
	// means none, and the registry says if it does not agree.
	private long received(Answer answer) {
		Matcher range = RANGE.matcher(answer.header("Range").orElse(""));
		long last = range.matches() ? Long.parseLong(range.group(1)) : 0;
		long count = (last == 0) ? 0 : last + 1;
		if (count > this.blob.size()) {
			throw this.target.integrity("has received more bytes than the blob has");
		}
		return count;
	}

	private Upload send(Upload current) throws IOException, InterruptedException, TransientFailure {
		long left = this.blob.size() - current.offset();
		long limit = this.options.uploadChunk();
		long count = (limit > 0) ? Math.min(left, Math.max(limit, current.minimum())) : left;
		long end = current.offset() + count;
		try (InputStream input = open(current.offset())) {
			Call call = Call.of("PATCH", current.location(), this.scopes)
				.with("Content-Type", "application/octet-stream")
				.with(payload(input, current.offset(), count));
			if (current.offset() > 0 || count < left) {
				call = call.with("Content-Range", current.offset() + "-" + (end - 1));
			}
			try (Answer answer = this.requests.send(call, this.target, Set.of(202, 201, 204))) {
				return current.next(answer, this.target, end);
			}
		}
	}

	private InputStream open(long offset) throws IOException {
		try {
			return this.source.open(offset);
		}
		catch (IOException ex) {
			throw new StreamedPayload.BlobSourceException("the source cannot be opened", ex);
		}
	}

	private Payload payload(InputStream input, long offset, long count) {
		return new StreamedPayload(input, count, this.options.stallTimeout(),
				(sent) -> this.progress.accept(offset + sent));
	}

	private void finish(Upload current) throws IOException, InterruptedException, TransientFailure {
		Call call = Call.of("PUT", current.closing(this.blob.digest().toString()), this.scopes).asPatient();
		this.maybeDone = true;
		if (isSmall() && this.blob.size() > 0) {
			try (InputStream input = open(0)) {
				finish(call.with("Content-Type", "application/octet-stream")
					.with(Payload.of(StreamedPayload.readFully(input, (int) this.blob.size()))));
			}
			this.progress.accept(this.blob.size());
			return;
		}
		finish(call);
	}

	private void finish(Call call) throws IOException, InterruptedException, TransientFailure {
		try (Answer answer = this.requests.send(call, this.target)) {
			switch (answer.status()) {
				case 201, 204 -> requireDigest(answer);
				case 404 -> throw unknown(answer);
				default -> throw refused(answer);
			}
		}
	}

	/**
	 * An upload that the registry does not know may be one that it has finished.
	 */
	private TransientFailure unknown(Answer answer) {
		this.upload = null;
		return new TransientFailure(this.target.refused(404, ErrorBody.read(answer, Set.of()), ""), null);
	}

	private TransientFailure refused(Answer answer) {
		if (answer.status() != 400) {
			return this.requests.refuse(answer, this.target);
		}
		ErrorBody body = ErrorBody.read(answer, Set.of());
		if (body.codes().contains("DIGEST_INVALID") || body.codes().contains("SIZE_INVALID")) {
			throw this.target.integrity("has received other bytes than those of the blob" + body.describe());
		}
		throw this.target.refused(answer.status(), body, "");
	}

	private void requireDigest(Answer answer) {
		Digests.requireSame(answer, this.blob.digest(), this.target);
	}

	private boolean exists() throws IOException, InterruptedException, TransientFailure {
		Call call = Call.of("HEAD", this.requests.endpoint().uri("blobs/" + this.blob.digest()), this.scopes);
		try (Answer answer = this.requests.send(call, this.target)) {
			return answer.status() == 200;
		}
	}

}
