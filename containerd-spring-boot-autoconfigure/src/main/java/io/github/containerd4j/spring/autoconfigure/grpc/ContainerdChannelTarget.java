package io.github.containerd4j.spring.autoconfigure.grpc;

import java.net.URI;
import java.net.URISyntaxException;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.connection.ContainerdAddress;
import io.github.containerd4j.connection.ContainerdAddress.UnixSocket;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Addresses as the gRPC client starter writes them: a URI.
 */
final class ContainerdChannelTarget {

	/** The name of the channel. */
	static final String CHANNEL_NAME = "containerd";

	private static final String UNIX_SCHEME = "unix";

	// Not a scheme of gRPC's, so what the user wrote for the starter is told from ours.
	private static final String TCP_SCHEME = "tcp";

	private ContainerdChannelTarget() {
	}

	static URI of(ContainerdAddress address) {
		try {
			return (address instanceof UnixSocket socket) ? new URI(UNIX_SCHEME, null, socket.path().toString(), null)
					: new URI(address.toString());
		}
		catch (URISyntaxException ex) {
			throw InvalidArgumentException.of("containerd address", address.toString(), ex.getReason());
		}
	}

	/**
	 * Whether a channel of this name and address is made by us.
	 * @param channelName the name of the channel
	 * @param target its address; {@code null} if it has none
	 * @return the address; {@code null} for what the starter knows better, such as
	 * {@code static://} and {@code dns:///}
	 */
	static @Nullable ContainerdAddress parse(String channelName, @Nullable URI target) {
		if (target == null) {
			return null;
		}
		if (UNIX_SCHEME.equals(target.getScheme()) && target.getAuthority() == null && target.getPath() != null) {
			return ContainerdAddress.parse("unix:" + target.getPath());
		}
		if (TCP_SCHEME.equals(target.getScheme()) && channelName.equals(CHANNEL_NAME)) {
			return ContainerdAddress.parse(target.toString());
		}
		return null;
	}

	/**
	 * Where the channel {@code containerd} leads, as far as its address tells.
	 * @param target its address; {@code null} if it has none
	 * @return the address; {@code null} if no host and no socket can be told from it
	 */
	static @Nullable ContainerdAddress describe(@Nullable URI target) {
		ContainerdAddress address = parse(CHANNEL_NAME, target);
		if (address != null || target == null) {
			return address;
		}
		String hostAndPort = (target.getAuthority() != null) ? target.getAuthority() : pathOf(target);
		try {
			return ContainerdAddress.parse("tcp://" + hostAndPort);
		}
		catch (InvalidArgumentException ex) {
			return null;
		}
	}

	private static @Nullable String pathOf(URI target) {
		return (target.getPath() != null) ? StringUtils.trimLeadingCharacter(target.getPath(), '/') : null;
	}

}
