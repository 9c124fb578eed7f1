package io.github.containerd4j.image;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.TypedValue;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;
import io.github.containerd4j.transfer.TransferProgress;
import io.github.containerd4j.transfer.TransferStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the daemon tells of its progress, which it must be, and tells it in our
 * words. Until the first blob is named, the registry's answer is awaited.
 */
final class DaemonProgress implements Callable<@Nullable Void>, AutoCloseable {

	private final TransferStream stream;

	private final ProgressReporter progress;

	private final TransferControl control;

	private final StallWatch.Moving answer;

	private final Map<Digest, Phase> phases = new HashMap<>();

	private final Map<Digest, StallWatch.Moving> moving = new HashMap<>();

	DaemonProgress(TransferStream stream, ProgressReporter progress, TransferControl control) {
		this.stream = stream;
		this.progress = progress;
		this.control = control;
		this.answer = control.watch("the registry's answer to the daemon");
	}

	@Override
	public @Nullable Void call() {
		TypedValue value = this.stream.receive(this.control.remaining());
		while (value != null) {
			tell(TransferProgress.decode(value));
			value = this.stream.receive(this.control.remaining());
		}
		return null;
	}

	private void tell(TransferProgress step) {
		if (step.event().startsWith("Resolving") || step.event().startsWith("Pushing to")) {
			this.progress.report(Phase.RESOLVING);
			return;
		}
		Phase phase = phase(step.event());
		Descriptor blob = (phase != null) ? blob(step) : null;
		if (phase == null || blob == null) {
			return;
		}
		this.answer.close();
		watch(phase, blob, step.progress());
		// The daemon repeats everything a few times a second.
		if (this.phases.put(blob.digest(), phase) != phase) {
			this.progress.report(phase, blob);
		}
		if (phase == Phase.TRANSFERRING) {
			this.progress.report(phase, blob, step.progress());
		}
	}

	private void watch(Phase phase, Descriptor blob, long bytes) {
		if (phase == Phase.TRANSFERRING) {
			this.moving.computeIfAbsent(blob.digest(), (digest) -> this.control.watch("blob " + digest)).at(bytes);
			return;
		}
		StallWatch.Moving ended = this.moving.remove(blob.digest());
		if (ended != null) {
			ended.close();
		}
	}

	private static @Nullable Phase phase(String event) {
		return switch (event) {
			case "waiting" -> Phase.WAITING;
			case "downloading", "uploading" -> Phase.TRANSFERRING;
			case "complete" -> Phase.TRANSFERRED;
			case "already exists" -> Phase.EXISTS;
			case "extracting" -> Phase.UNPACKING;
			case "extracted" -> Phase.UNPACKED;
			default -> null;
		};
	}

	/**
	 * Older daemons tell no more than the name of the ingest, which ends with the digest.
	 */
	private static @Nullable Descriptor blob(TransferProgress step) {
		if (step.descriptor() != null) {
			return step.descriptor();
		}
		int start = step.name().lastIndexOf("sha");
		try {
			return (start >= 0)
					? Descriptor.of("", Digest.parse(step.name().substring(start)), Math.max(0, step.total())) : null;
		}
		catch (InvalidArgumentException ex) {
			return null;
		}
	}

	@Override
	public void close() {
		this.answer.close();
		this.moving.values().forEach(StallWatch.Moving::close);
	}

}
