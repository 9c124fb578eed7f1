package io.github.containerd4j.image;

import java.io.IOException;
import java.io.InputStream;

import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;
import io.github.containerd4j.registry.Repository;

/**
 * Sends blobs of the content store to a repository, unless it has them or can take them
 * from another repository of the same registry.
 */
final class BlobPusher {

	private final ContentStore content;

	private final Repository repository;

	private final SourceLabel source;

	private final TransferControl control;

	private final ProgressReporter progress;

	BlobPusher(ContentStore content, Repository repository, SourceLabel source, TransferControl control,
			ProgressReporter progress) {
		this.content = content;
		this.repository = repository;
		this.source = source;
		this.control = control;
		this.progress = progress;
	}

	void push(Descriptor blob) throws IOException {
		try (StallWatch.Moving moving = this.control.watch("blob " + blob.digest())) {
			if (this.repository.exists(blob) || isMounted(blob)) {
				this.progress.report(Phase.EXISTS, blob);
				return;
			}
			this.repository.pushBlob(blob, (offset) -> open(blob, offset), (bytes) -> {
				moving.at(bytes);
				this.progress.report(Phase.TRANSFERRING, blob, bytes);
			});
			this.progress.report(Phase.TRANSFERRED, blob);
		}
	}

	private boolean isMounted(Descriptor blob) throws IOException {
		String from = this.source.bestSource(this.content.get(blob.digest()).labels());
		return from != null && this.repository.mount(blob, from);
	}

	private InputStream open(Descriptor blob, long offset) {
		return (offset < blob.size()) ? this.content.open(blob.digest(), offset, blob.size() - offset)
				: InputStream.nullInputStream();
	}

}
