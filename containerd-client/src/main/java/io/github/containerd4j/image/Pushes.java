package io.github.containerd4j.image;

import java.util.List;
import java.util.stream.Collectors;

import io.github.containerd4j.Namespace;
import io.github.containerd4j.content.ContentStore;
import io.github.containerd4j.content.Descriptor;
import io.github.containerd4j.content.Digest;
import io.github.containerd4j.oci.ImageDocuments;
import io.github.containerd4j.oci.ImageReference;
import io.github.containerd4j.oci.MediaTypes;
import io.github.containerd4j.oci.Platform;
import io.github.containerd4j.oci.PlatformMatcher;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ImageProgress.Phase;
import io.github.containerd4j.progress.ProgressReporter;
import io.github.containerd4j.progress.WatchedOperation;

/**
 * Starts pushes: what belongs to the image, who sends it, and the labels afterwards.
 */
final class Pushes {

	private static final int MAX_LISTED = 5;

	private final Namespace namespace;

	private final ImageService images;

	private final ImageSettings settings;

	private final Engines engines;

	Pushes(Namespace namespace, ImageService images, ImageSettings settings, Engines engines) {
		this.namespace = namespace;
		this.images = images;
		this.settings = settings;
		this.engines = engines;
	}

	TransferRun<Descriptor> start(String name, PushOptions options) {
		Image image = this.images.find(name).orElseGet(() -> this.images.get(ImageReference.parse(name).name()));
		String target = options.reference();
		ImageReference reference = ImageReference.parse((target != null) ? target : image.name());
		WatchedOperation watched = WatchedOperation.start(this.settings.listener(), Operation.PUSH,
				this.namespace.name(), reference.name());
		try {
			TransferSubject subject = new TransferSubject("push", image.name(), this.namespace.name());
			PushPlan plan = plan(image.target(), options, subject);
			TransferRun<Descriptor> run = start(
					new PushRequest(image.name(), reference, options, plan,
							ProgressReporter.of(Operation.PUSH, reference.name(), watched.tee(options.progress()))),
					subject);
			watched.endWith(run.future());
			return run;
		}
		catch (RuntimeException | Error ex) {
			watched.end(ex);
			throw ex;
		}
	}

	private TransferRun<Descriptor> start(PushRequest request, TransferSubject subject) {
		Descriptor root = request.plan().root();
		Digest digest = request.reference().digest();
		if (digest != null && !digest.equals(root.digest())) {
			throw subject
				.invalid("the name in the registry has the digest " + digest + ", the image has " + root.digest());
		}
		TransferEngine engine = this.engines.forPush(request, subject);
		return TransferRun.start(engine, subject, limits(request.options()), this.namespace, (lease, control) -> {
			lease.hold(root);
			this.engines.pusher(engine).push(request, lease.namespace(), control);
			label(request);
			request.progress().report(Phase.DONE);
			return root;
		});
	}

	private PushPlan plan(Descriptor target, PushOptions options, TransferSubject subject) {
		ContentStore content = this.namespace.content();
		Platform platform = options.platform();
		Descriptor root = (platform == null) ? target : manifest(target, PlatformMatcher.only(platform));
		PushPlan plan = PushPlan.of(content, root, options.skipNonDistributable());
		if (!plan.missing().isEmpty() && options.incomplete() == PushOptions.Incomplete.HOST_PLATFORM
				&& MediaTypes.isIndex(root.mediaType())) {
			Platform host = WantedPlatforms.hostOf(this.namespace, this.namespace.snapshots().snapshotter());
			plan = PushPlan.of(content, manifest(target, PlatformMatcher.forPlatform(host)),
					options.skipNonDistributable());
		}
		if (!plan.missing().isEmpty()) {
			throw subject.notFound(describe(plan));
		}
		return plan;
	}

	private Descriptor manifest(Descriptor target, PlatformMatcher matcher) {
		return ImageDocuments.of(this.namespace.content()).resolve(target, matcher).content();
	}

	private static String describe(PushPlan plan) {
		List<Descriptor> missing = plan.missing();
		String some = missing.stream()
			.limit(MAX_LISTED)
			.map((each) -> each.digest().toString())
			.collect(Collectors.joining(", "));
		String hint = MediaTypes.isIndex(plan.root().mediaType())
				? "; pull all platforms first, or push one platform's manifest" : "";
		return missing.size() + " of its parts are not in the content store: " + some
				+ ((missing.size() > MAX_LISTED) ? ", ..." : "") + hint;
	}

	private TransferLimits limits(PushOptions options) {
		Integer concurrency = options.concurrency();
		return new TransferLimits(Pulls.or(options.timeout(), this.settings.timeout()),
				Pulls.or(options.stallTimeout(), this.settings.stallTimeout()), this.settings.leaseExpiry(),
				(concurrency != null) ? concurrency : this.settings.concurrency());
	}

	/**
	 * Notes where the content is now, so that the next push to the same registry can
	 * mount it.
	 */
	private void label(PushRequest request) {
		SourceLabel source = SourceLabel.of(request.reference());
		ContentStore content = this.namespace.content();
		request.plan().blobs().forEach((blob) -> label(content, source, blob.digest()));
		request.plan().parents().forEach((parent) -> label(content, source, parent.digest()));
	}

	private static void label(ContentStore content, SourceLabel source, Digest digest) {
		var missing = source.addedTo(content.get(digest).labels());
		if (!missing.isEmpty()) {
			content.setLabels(digest, missing);
		}
	}

}
