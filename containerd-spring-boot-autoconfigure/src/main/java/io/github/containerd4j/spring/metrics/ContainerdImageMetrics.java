package io.github.containerd4j.spring.metrics;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.containerd4j.progress.ImageOperationListener;
import io.github.containerd4j.progress.ImageProgress;
import io.github.containerd4j.progress.ImageProgress.Operation;
import io.github.containerd4j.progress.ProgressTotals;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what operations on images have moved: {@code containerd.image.bytes} and
 * {@code containerd.image.layers}, by operation and namespace. Their time and outcome are
 * the observation {@code containerd.image}.
 *
 * @since 0.1.0
 */
public final class ContainerdImageMetrics implements MeterBinder, ImageOperationListener {

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
	}

	@Override
	public Watch started(Operation operation, String namespace, String image) {
		return new CountedOperation(operation.name().toLowerCase(Locale.ROOT), namespace);
	}

	private final class CountedOperation implements Watch {

		private final ProgressTotals totals = new ProgressTotals();

		private final String operation;

		private final String namespace;

		private CountedOperation(String operation, String namespace) {
			this.operation = operation;
			this.namespace = namespace;
		}

		@Override
		public void onProgress(ImageProgress progress) {
			this.totals.onProgress(progress);
		}

		@Override
		public void onEnd(@Nullable Throwable failure) {
			for (MeterRegistry registry : ContainerdImageMetrics.this.registries) {
				count(registry, "containerd.image.bytes", "Bytes of images that were moved", "bytes",
						this.totals.movedBytes());
				count(registry, "containerd.image.layers", "Layers of images that operations were about", "layers",
						this.totals.layersDone());
			}
		}

		private void count(MeterRegistry registry, String name, String description, String unit, long amount) {
			Counter.builder(name)
				.description(description)
				.baseUnit(unit)
				.tag("operation", this.operation)
				.tag("namespace", this.namespace)
				.register(registry)
				.increment(amount);
		}

	}

}
