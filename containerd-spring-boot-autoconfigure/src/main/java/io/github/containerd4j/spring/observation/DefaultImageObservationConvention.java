package io.github.containerd4j.spring.observation;

import java.util.Locale;

import io.github.containerd4j.CancelledException;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * The observation {@code containerd.image}: {@code operation} (pull, push, import,
 * export), {@code namespace} and {@code outcome} (SUCCESS, CANCELLED, ERROR) for metrics
 * and spans; the name of the image, moved bytes and layers for spans only.
 *
 * @since 0.1.0
 */
public final class DefaultImageObservationConvention implements ImageObservationConvention {

	private static final String NAME = "containerd.image";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(ImageObservationContext context) {
		return operation(context) + " " + context.image();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(ImageObservationContext context) {
		return KeyValues.of(KeyValue.of("operation", operation(context)), KeyValue.of("namespace", context.namespace()),
				KeyValue.of("outcome", outcome(context.getError())));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(ImageObservationContext context) {
		return KeyValues.of(KeyValue.of("containerd.image.name", context.image()),
				KeyValue.of("containerd.image.bytes", Long.toString(context.totals().movedBytes())),
				KeyValue.of("containerd.image.layers", Integer.toString(context.totals().layers())));
	}

	private static String operation(ImageObservationContext context) {
		return context.operation().name().toLowerCase(Locale.ROOT);
	}

	static String outcome(@Nullable Throwable failure) {
		if (failure == null) {
			return "SUCCESS";
		}
		return (failure instanceof CancelledException) ? "CANCELLED" : "ERROR";
	}

}
