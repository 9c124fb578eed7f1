package io.github.containerd4j.connection;

import java.util.function.Supplier;

import io.grpc.ManagedChannel;
import org.jspecify.annotations.Nullable;

/**
 * A channel that is made by its first use.
 */
final class LazyChannel {

	private final Supplier<SharedChannel> source;

	private volatile @Nullable SharedChannel channel;

	LazyChannel(Supplier<SharedChannel> source) {
		this.source = source;
	}

	static LazyChannel of(SharedChannel channel) {
		LazyChannel made = new LazyChannel(() -> channel);
		made.channel = channel;
		return made;
	}

	SharedChannel get() {
		SharedChannel channel = this.channel;
		return (channel != null) ? channel : make();
	}

	private synchronized SharedChannel make() {
		SharedChannel channel = this.channel;
		if (channel == null) {
			channel = this.source.get();
			this.channel = channel;
		}
		return channel;
	}

	/**
	 * The transport, if the channel has been made and if it is known.
	 */
	@Nullable ManagedChannel managedIfMade() {
		SharedChannel channel = this.channel;
		return (channel != null) ? channel.managed() : null;
	}

}
