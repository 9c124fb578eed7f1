package io.github.containerd4j.metric;

import java.util.OptionalLong;

import io.github.containerd4j.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * Statistics in a form that this library does not know, such as those of a Windows host.
 *
 * @param data the statistics as they came; {@code null} if the shim sent none
 * @since 0.1.0
 */
public record UnknownMetrics(@Nullable TypedValue data) implements CgroupMetrics {

	@Override
	public OptionalLong cpuNanos() {
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong memoryBytes() {
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong workingSetBytes() {
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong memoryLimitBytes() {
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong processes() {
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong processLimit() {
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong throttledNanos() {
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong readBytes() {
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong writtenBytes() {
		return OptionalLong.empty();
	}

	@Override
	public OptionalLong oomKills() {
		return OptionalLong.empty();
	}

}
