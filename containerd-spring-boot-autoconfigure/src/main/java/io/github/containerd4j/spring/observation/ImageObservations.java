package io.github.containerd4j.spring.observation;

import io.github.containerd4j.progress.ImageOperationListener;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Observes every pull, push, import and export of the client. The observation that is
 * current where an operation is asked for is the parent.
 *
 * @since 0.1.0
 */
public final class ImageObservations implements ImageOperationListener {

	private static final ImageObservationConvention DEFAULT = new DefaultImageObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable ImageObservationConvention convention;

	/**
	 * Creates the observer.
	 * @param registry where observations go
	 * @param convention how they are named; {@code null} for the default
	 */
	public ImageObservations(ObservationRegistry registry, @Nullable ImageObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public Watch started(Operation operation, String namespace, String image) {
		ImageObservationContext context = new ImageObservationContext(operation, namespace, image);
		return new ObservedOperation(context,
				Observation.start(this.convention, DEFAULT, () -> context, this.registry));
	}

	private record ObservedOperation(ImageObservationContext context, Observation observation) implements Watch {

		@Override
		public void onProgress(ImageProgress progress) {
			this.context.totals().onProgress(progress);
		}

		@Override
		public void onEnd(@Nullable Throwable failure) {
			if (failure != null) {
				this.observation.error(failure);
			}
			this.observation.stop();
		}

	}

}
