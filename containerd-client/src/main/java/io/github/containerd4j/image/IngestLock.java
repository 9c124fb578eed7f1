package io.github.containerd4j.image;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.ContentWriter;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.IngestStatus;
import io.github.containerd4j.content.WriteOptions;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;

/**
 * Opens an ingest that somebody else may have open: another pull, of this process or not,
 * that fetches the same blob. Then it waits, as containerd's own clients do, with pauses
 * that become longer.
 */
final class IngestLock {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(16);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(512);

	private final ContentStore content;

	private final TransferControl control;

	private final ProgressReporter progress;

	IngestLock(ContentStore content, TransferControl control, ProgressReporter progress) {
		this.content = content;
		this.control = control;
		this.progress = progress;
	}

	/**
	 * Opens an ingest when nobody else has it open.
	 * @throws io.github.containerd4j.AlreadyExistsException if the blob exists, also
	 * because the other one has finished
	 */
	ContentWriter open(Descriptor blob) throws InterruptedException {
		String ref = IngestRefs.of(blob);
		WriteOptions options = WriteOptions.of(blob);
		try {
			return this.content.writer(ref, options);
		}
		catch (UnavailableException ex) {
			return await(ref, options, blob);
		}
	}

	private ContentWriter await(String ref, WriteOptions options, Descriptor blob) throws InterruptedException {
		try (StallWatch.Moving moving = this.control.watch("blob " + blob.digest() + ", which another pull fetches,")) {
			long pause = FIRST_PAUSE.toNanos();
			while (true) {
				// Fails if the daemon is gone, which has the same error as a lock.
				Optional<IngestStatus> other = this.content.findStatus(ref);
				long offset = other.map(IngestStatus::offset).orElse(blob.size());
				moving.at(offset);
				this.progress.report(Phase.WAITING, blob, offset);
				TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause));
				pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
				try {
					return this.content.writer(ref, options);
				}
				catch (UnavailableException ex) {
					// Still locked, or the daemon is gone, which the next status tells.
				}
			}
		}
	}

}
