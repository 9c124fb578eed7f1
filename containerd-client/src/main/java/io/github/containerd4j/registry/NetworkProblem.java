package io.github.containerd4j.registry;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * What an exception of the JDK says about the network.
 */
final class NetworkProblem {

	private static final int MAX_CAUSES = 10;

	private NetworkProblem() {
	}

	static String describe(IOException problem) {
		if (find(problem, UnresolvedAddressException.class) || find(problem, UnknownHostException.class)) {
			return "no address is known for this host";
		}
		if (problem instanceof HttpConnectTimeoutException) {
			return "no connection within the connect timeout";
		}
		if (problem instanceof ConnectException) {
			return "the connection was refused";
		}
		if (isUntrusted(problem)) {
			return "its TLS certificate is not trusted (" + problem.getMessage()
					+ "); name its authority in the TLS settings of this host";
		}
		String message = problem.getMessage();
		String kind = (problem instanceof SSLException) ? "TLS failed" : "the connection was lost";
		return (message != null) ? kind + " (" + message + ")" : kind;
	}

	/**
	 * Whether nothing was sent, so that another host is the better choice.
	 */
	static boolean isUnreachable(IOException problem) {
		return problem instanceof ConnectException || problem instanceof HttpConnectTimeoutException;
	}

	/**
	 * Whether the other side has shown a certificate that we do not accept, which does
	 * not pass.
	 */
	static boolean isUntrusted(IOException problem) {
		return problem instanceof SSLPeerUnverifiedException
				|| (problem instanceof SSLException && find(problem, GeneralSecurityException.class));
	}

	/**
	 * Whether the other side may not speak TLS at all.
	 */
	static boolean isNoTls(IOException problem) {
		return !isUntrusted(problem) && (find(problem, SSLException.class) || find(problem, EOFException.class));
	}

	private static boolean find(IOException problem, Class<?> type) {
		List<Throwable> causes = new ArrayList<>();
		@Nullable Throwable next = problem;
		while (next != null && causes.size() < MAX_CAUSES) {
			causes.add(next);
			next = next.getCause();
		}
		return causes.stream().anyMatch(type::isInstance);
	}

}
