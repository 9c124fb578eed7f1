package io.github.containerd4j.image;

import java.time.Duration;
import java.util.Optional;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.WatchedOperation;
import org.jspecify.annotations.Nullable;

/**
 * Starts pulls: what needs no registry, who moves the rest, and the record at the end.
 */
final class Pulls {

	private final Namespace namespace;

	private final ImageService images;

	private final ImageSettings settings;

	private final Engines engines;

	Pulls(Namespace namespace, ImageService images, ImageSettings settings, Engines engines) {
		this.namespace = namespace;
		this.images = images;
		this.settings = settings;
		this.engines = engines;
	}

	TransferRun<Image> start(String text, PullOptions options) {
		ImageReference reference = ImageReference.parse(text);
		WatchedOperation watched = WatchedOperation.start(this.settings.listener(), Operation.PULL,
				this.namespace.name(), reference.name());
		try {
			PullRequest request = PullRequest.of(reference, options, this.namespace, watched.tee(options.progress()));
			TransferRun<Image> run = start(request);
			watched.endWith(run.future());
			return run;
		}
		catch (RuntimeException | Error ex) {
			watched.end(ex);
			throw ex;
		}
	}

	private TransferRun<Image> start(PullRequest request) {
		TransferSubject subject = new TransferSubject("pull", request.name(), this.namespace.name());
		TransferEngine engine = (request.options().policy() == PullPolicy.NEVER) ? TransferEngine.CLIENT
				: this.engines.forPull(request, subject);
		return TransferRun.start(engine, subject, limits(request.options()), this.namespace,
				(lease, control) -> pull(request, engine, lease.namespace(), control));
	}

	private Image pull(PullRequest request, TransferEngine engine, Namespace underLease, TransferControl control)
			throws Exception {
		Optional<Descriptor> local = local(request, underLease);
		Descriptor target = local.isPresent() ? local.get()
				: this.engines.puller(engine).pull(request, underLease, control);
		Image image = (local.isPresent() && request.options().labels().isEmpty()) ? this.images.get(request.name())
				: new ImageRecords(this.images).put(request.name(), target, request.options().labels());
		request.progress().report(Phase.DONE);
		return image;
	}

	private Optional<Descriptor> local(PullRequest request, Namespace underLease) {
		LocalImages local = new LocalImages(this.images);
		return switch (request.options().policy()) {
			case ALWAYS -> Optional.empty();
			case MISSING -> local.find(request, underLease);
			case NEVER -> Optional.of(local.get(request, underLease));
		};
	}

	private TransferLimits limits(PullOptions options) {
		Integer concurrency = options.concurrency();
		return new TransferLimits(or(options.timeout(), this.settings.timeout()),
				or(options.stallTimeout(), this.settings.stallTimeout()),
				or(options.leaseExpiry(), this.settings.leaseExpiry()),
				(concurrency != null) ? concurrency : this.settings.concurrency());
	}

	static Duration or(@Nullable Duration value, Duration fallback) {
		return (value != null) ? value : fallback;
	}

}
