package io.github.containerd4j;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.connection.SharedChannel;
import io.github.containerd4j.container.ContainerDefaults;
import io.github.containerd4j.container.RuntimeOptions;
import io.github.containerd4j.event.EventService;
import io.github.containerd4j.image.ImageSettings;
import io.github.containerd4j.introspection.Capabilities;
import io.github.containerd4j.introspection.IntrospectionService;
import io.github.containerd4j.namespace.NamespaceService;
import io.github.containerd4j.network.Cni;
import io.github.containerd4j.operation.ContainerOperationListener;
import io.github.containerd4j.spec.Profile;
import io.github.containerd4j.version.VersionService;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import org.jspecify.annotations.Nullable;

/**
 * The connection to one containerd daemon: one channel for everything. What belongs to
 * the daemon as a whole is reached here, what is inside a namespace through
 * {@link #namespace(String)}.
 * <p>
 * Making a client connects nothing; the first call does. A daemon that goes away and
 * comes back is met again by the next call. Safe for use by many threads. Closing cancels
 * the calls and streams that are running, which then fail with
 * {@link ClientClosedException}, and ends subscriptions to events.
 *
 * @since 0.1.0
 */
public interface ContainerdClient extends AutoCloseable {

	/**
	 * Makes a client for the daemon of this machine; see
	 * {@link ContainerdAddress#detect()} for how it is found.
	 * @return the client
	 */
	static ContainerdClient create() {
		return builder().build();
	}

	/**
	 * Makes a client for the daemon at an address.
	 * @param address the address; see {@link ContainerdAddress#parse(String)} for its
	 * forms
	 * @return the client
	 * @throws InvalidArgumentException if the address is malformed
	 */
	static ContainerdClient create(String address) {
		return builder().address(address).build();
	}

	/**
	 * Starts building a client.
	 * @return the builder
	 */
	static Builder builder() {
		return new ClientBuilder();
	}

	/**
	 * Where the daemon listens.
	 * @return the address
	 */
	ContainerdAddress address();

	/**
	 * Everything inside one namespace. Calls nothing; the namespace need not exist.
	 * @param name the name of the namespace
	 * @return the view
	 * @throws InvalidArgumentException if the name is no valid identifier
	 */
	Namespace namespace(String name);

	/**
	 * The namespaces themselves.
	 * @return the service
	 */
	NamespaceService namespaces();

	/**
	 * The version of the daemon.
	 * @return the service
	 */
	VersionService version();

	/**
	 * The parts of the daemon.
	 * @return the service
	 */
	IntrospectionService introspection();

	/**
	 * What the daemon can do. Read at the first call and kept; read anew after the
	 * connection was lost or a call found the daemon unavailable, because another version
	 * may answer then.
	 * @return the capabilities
	 * @throws UnavailableException if they must be read and the daemon cannot be reached
	 */
	Capabilities capabilities();

	/**
	 * The events of all namespaces.
	 * @return the service
	 */
	EventService events();

	/**
	 * Asks the daemon's health service.
	 * @param timeout the longest time to wait for an answer
	 * @return the status
	 * @throws UnavailableException if the daemon cannot be reached
	 * @throws DeadlineExceededException if it does not answer in time
	 */
	ServingStatus servingStatus(Duration timeout);

	/**
	 * The same client with calls that wait at most this long for an answer, also those of
	 * the namespaces that are reached through it. It shares the connection: closing one
	 * of the two closes both.
	 * @param timeout the time limit of each call
	 * @return the client
	 * @throws InvalidArgumentException if it is not positive
	 */
	ContainerdClient withTimeout(Duration timeout);

	/**
	 * The channel to the daemon for bare gRPC stubs, without a namespace header.
	 * @return the channel
	 */
	Channel channel();

	/**
	 * Ends all running calls and, unless it was given from outside, closes the channel.
	 * Waits at most five seconds for the transport to end. Closing twice has no effect.
	 */
	@Override
	void close();

	/**
	 * Builds a client. Not safe for use by many threads.
	 */
	interface Builder {

		/**
		 * Sets the address. Without it the daemon is found as
		 * {@link ContainerdAddress#detect()} tells.
		 * @param address the address; see {@link ContainerdAddress#parse(String)} for its
		 * forms
		 * @return this builder
		 * @throws InvalidArgumentException if the address is malformed
		 */
		Builder address(String address);

		/**
		 * Sets the address.
		 * @param address the address
		 * @return this builder
		 */
		Builder address(ContainerdAddress address);

		/**
		 * Sets how long establishing a connection may take; 10 seconds by default.
		 * @param timeout the timeout, positive
		 * @return this builder
		 */
		Builder connectTimeout(Duration timeout);

		/**
		 * Sets how long an ordinary call may take, and how long a stream that is being
		 * read may be silent; 30 seconds by default. Calls that wait for a container, and
		 * event subscriptions, have no limit.
		 * @param timeout the timeout, positive
		 * @return this builder
		 */
		Builder requestTimeout(Duration timeout);

		/**
		 * Sets how long a call may take that moves data or waits for garbage collection;
		 * one hour by default.
		 * @param timeout the timeout, positive
		 * @return this builder
		 */
		Builder operationTimeout(Duration timeout);

		/**
		 * Sets the largest message that is accepted; 16 MiB by default, as containerd's
		 * own limit.
		 * @param bytes the size in bytes, positive
		 * @return this builder
		 */
		Builder maxMessageSize(int bytes);

		/**
		 * Sets the snapshotter that {@link Namespace#snapshots()} uses; {@code overlayfs}
		 * by default.
		 * @param snapshotter the name of the snapshotter
		 * @return this builder
		 */
		Builder snapshotter(String snapshotter);

		/**
		 * Sets the runtime of containers whose record names none;
		 * {@code io.containerd.runc.v2} by default.
		 * @param runtime the runtime
		 * @return this builder
		 */
		Builder runtime(RuntimeOptions runtime);

		/**
		 * Sets what pulls and pushes have in common; {@link ImageSettings#defaults()} by
		 * default.
		 * @param settings the settings
		 * @return this builder
		 */
		Builder images(ImageSettings settings);

		/**
		 * Sets what containers have whose specification says nothing else;
		 * {@link ContainerDefaults#none()} by default.
		 * @param defaults limits, network and log
		 * @return this builder
		 */
		Builder containers(ContainerDefaults defaults);

		/**
		 * Has somebody told of every creation, start, exec and stop; nobody by default.
		 * @param listener is told
		 * @return this builder
		 */
		Builder operations(ContainerOperationListener listener);

		/**
		 * Chooses where this machine keeps what containers need beside containerd: logs
		 * and the files that are mounted into them. Several daemons may share it.
		 * {@link io.github.containerd4j.host.ContainerDirectory#DEFAULT_ROOT} by default;
		 * it is made when it is needed first.
		 * @param directory an absolute path
		 * @return this builder
		 * @throws InvalidArgumentException if the path is not absolute
		 */
		Builder dataDirectory(Path directory);

		/**
		 * Chooses where networks and their plugins are found on this machine; the usual
		 * places by default.
		 * @param cni the networks
		 * @return this builder
		 */
		Builder cni(Cni cni);

		/**
		 * Makes profiles known, which containers can name; none by default.
		 * @param profiles the profiles
		 * @return this builder
		 * @throws InvalidArgumentException if two have the same name
		 */
		default Builder profiles(Profile... profiles) {
			return profiles(List.of(profiles));
		}

		/**
		 * Makes profiles known, which containers can name; none by default.
		 * @param profiles the profiles
		 * @return this builder
		 * @throws InvalidArgumentException if two have the same name
		 */
		Builder profiles(Collection<Profile> profiles);

		/**
		 * Uses TLS to a proxy at a TCP address; ignored for a Unix socket.
		 * @param keyManagers our own key and certificate; empty for none
		 * @param trustManagers whom to trust; empty for the JVM's default
		 * @return this builder
		 */
		Builder tls(KeyManager[] keyManagers, TrustManager[] trustManagers);

		/**
		 * Uses a channel that belongs to somebody else; closing the client leaves it
		 * open. Connect timeout for a first connection, message size and TLS are then the
		 * channel's.
		 * @param channel the channel that calls go through, possibly wrapped by
		 * interceptors
		 * @param managed the channel underneath, so that a daemon which comes back is met
		 * at once; {@code null} if it is not known
		 * @return this builder
		 */
		Builder channel(Channel channel, @Nullable ManagedChannel managed);

		/**
		 * Uses a channel that belongs to somebody else and that is not made before the
		 * first call needs it. The rest is as with
		 * {@link #channel(Channel, ManagedChannel)}.
		 * @param channel gives the channel, asked once by the thread of the first call;
		 * what it throws, that call throws, and the next one asks again
		 * @return this builder
		 */
		Builder channel(Supplier<SharedChannel> channel);

		/**
		 * Makes the client.
		 * @return the client
		 * @throws InvalidArgumentException if a value is out of its range
		 */
		ContainerdClient build();

	}

}
