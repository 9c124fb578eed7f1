package io.github.containerd4j.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.github.containerd4j.connection.ContainerdAddress.UnixSocket;

/**
 * One channel to one daemon, and the knowledge of how to get it back after the daemon was
 * away.
 * <p>
 * Safe for use by many threads. Closing it ends all calls on a channel that it owns and
 * waits at most five seconds for the transport to end; a channel that belongs to somebody
 * else is left open.
 *
 * @since 0.1.0
 */
public final class Connection implements AutoCloseable {

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

	private final ContainerdAddress address;

	private final LazyChannel channel;

	private final boolean owned;

	private final Duration connectTimeout;

	private final AtomicLong losses = new AtomicLong();

	private final Set<Runnable> closeActions = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	private Connection(ContainerdAddress address, LazyChannel channel, boolean owned, Duration connectTimeout) {
		this.address = address;
		this.channel = channel;
		this.owned = owned;
		this.connectTimeout = connectTimeout;
	}

	/**
	 * Makes a channel of our own. Nothing is connected yet.
	 * @param address the address
	 * @param options the options
	 * @return the connection
	 */
	public static Connection open(ContainerdAddress address, ChannelOptions options) {
		ManagedChannel channel = ContainerdChannels.builder(address, options).build();
		return new Connection(address, LazyChannel.of(new SharedChannel(channel, channel)), true,
				options.connectTimeout());
	}

	/**
	 * Uses a channel that belongs to somebody else, who closes it.
	 * @param address where the channel leads
	 * @param channel gives the channel, asked once by the first call; what it throws,
	 * that call throws, and the next one asks again
	 * @param connectTimeout how long to wait for a daemon that is coming back
	 * @return the connection
	 */
	public static Connection using(ContainerdAddress address, Supplier<SharedChannel> channel,
			Duration connectTimeout) {
		return new Connection(address, new LazyChannel(channel), false, connectTimeout);
	}

	/**
	 * Where the channel leads.
	 * @return the address
	 */
	public ContainerdAddress address() {
		return this.address;
	}

	/**
	 * The channel that calls go through, which is made now if this is its first use.
	 * @return the channel
	 */
	public Channel channel() {
		return this.channel.get().channel();
	}

	/**
	 * Whether {@link #close()} was called.
	 * @return {@code true} after closing
	 */
	public boolean isClosed() {
		return this.closed;
	}

	/**
	 * Has something done when this connection is closed, before the channel is: ending
	 * threads that live on the connection, which a channel of somebody else would not
	 * end. Done at once if the connection is closed already.
	 * @param action what to do; it must not throw
	 */
	public void onClose(Runnable action) {
		this.closeActions.add(action);
		if (this.closed && this.closeActions.remove(action)) {
			action.run();
		}
	}

	/**
	 * Forgets what was to be done on closing.
	 * @param action what was given to {@link #onClose(Runnable)}
	 */
	public void forgetOnClose(Runnable action) {
		this.closeActions.remove(action);
	}

	/**
	 * Called before each call. After a failed attempt to connect gRPC answers all calls
	 * with that failure until its backoff has run out, up to two minutes. So when the
	 * last attempt failed and the socket accepts connections again, this starts a new
	 * attempt at once and waits for its end, at most for the connect timeout. In all
	 * other cases it returns immediately.
	 * @param atMost the longest time to wait, in nanoseconds, if that is shorter than the
	 * connect timeout
	 * @throws InterruptedException if the thread is interrupted while waiting
	 */
	public void prepare(long atMost) throws InterruptedException {
		ManagedChannel channel = this.channel.managedIfMade();
		if (channel == null || channel.getState(false) != ConnectivityState.TRANSIENT_FAILURE) {
			return;
		}
		if (diagnose().isPresent()) {
			return;
		}
		CountDownLatch changed = new CountDownLatch(1);
		channel.notifyWhenStateChanged(ConnectivityState.TRANSIENT_FAILURE, changed::countDown);
		channel.resetConnectBackoff();
		if (channel.getState(true) == ConnectivityState.TRANSIENT_FAILURE) {
			changed.await(Math.min(atMost, this.connectTimeout.toNanos()), TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * Why the daemon cannot be reached, as far as this machine can tell.
	 * @return what is wrong with the socket; empty if it accepts connections, or if the
	 * address is no socket
	 */
	public Optional<SocketDiagnosis> diagnose() {
		if (this.address instanceof UnixSocket socket) {
			return SocketDiagnosis.of(socket.path());
		}
		return Optional.empty();
	}

	/**
	 * How often the daemon was seen to be unreachable. What was read from it belongs to
	 * another daemon, possibly of another version, once this number has changed.
	 * @return the number so far
	 */
	public long losses() {
		return this.losses.get();
	}

	/**
	 * Counts a call that found the daemon unreachable, where the transport itself cannot
	 * be watched.
	 */
	public void noteLoss() {
		if (this.channel.managedIfMade() == null) {
			this.losses.incrementAndGet();
		}
	}

	/**
	 * Counts the next end of the transport as a loss, even if no call is running then. If
	 * there is no transport now, that is counted at once.
	 */
	public void watchForLoss() {
		ManagedChannel channel = this.channel.managedIfMade();
		if (channel != null) {
			channel.notifyWhenStateChanged(ConnectivityState.READY, this.losses::incrementAndGet);
		}
	}

	@Override
	public void close() {
		this.closed = true;
		for (Runnable action : this.closeActions) {
			if (this.closeActions.remove(action)) {
				action.run();
			}
		}
		ManagedChannel channel = this.channel.managedIfMade();
		if (!this.owned || channel == null) {
			return;
		}
		channel.shutdownNow();
		try {
			channel.awaitTermination(CLOSE_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
