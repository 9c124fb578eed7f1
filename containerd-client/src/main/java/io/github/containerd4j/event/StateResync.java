package io.github.containerd4j.event;

import java.time.Instant;
import java.util.List;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.rpc.RpcClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out by listing and comparing what events did not tell. Lists only while a stream
 * is live whose events are kept meanwhile, so that nothing falls between list and stream;
 * what happens during the listing may be told twice.
 */
final class StateResync {

	private static final Logger logger = LoggerFactory.getLogger(StateResync.class);

	private final Resync mode;

	private final StateReader reader;

	private final KnownState known = new KnownState();

	StateResync(RpcClient rpc, SubscribeOptions options) {
		this.mode = options.resync();
		this.reader = new StateReader(rpc, options.namespaces());
	}

	/**
	 * Learns what there is when the stream is live for the first time.
	 * @return what the listener is to be told
	 */
	List<ContainerdEvent<?>> begin() {
		if (this.mode == Resync.NONE) {
			return List.of();
		}
		List<ContainerdEvent<?>> found = this.known.update(this.reader.read(), Instant.now());
		return (this.mode == Resync.FROM_START) ? found : List.of();
	}

	/**
	 * Learns from an event of the stream.
	 * @param event the event
	 */
	void seen(ContainerdEvent<?> event) {
		if (this.mode != Resync.NONE) {
			this.known.apply(event);
		}
	}

	/**
	 * Compares what is known with what there is. If the listing fails, the connection
	 * usually does too, and the next one finds it all.
	 * @return what was missed
	 */
	List<ContainerdEvent<?>> findMissed() {
		if (this.mode == Resync.NONE) {
			return List.of();
		}
		try {
			return this.known.update(this.reader.read(), Instant.now());
		}
		catch (ContainerdException ex) {
			logger.warn("What was missed cannot be found out until the next gap", ex);
			return List.of();
		}
	}

}
