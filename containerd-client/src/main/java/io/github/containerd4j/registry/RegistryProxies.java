package io.github.containerd4j.registry;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.Map;

/**
 * Which proxy requests to registries and their storage go through.
 *
 * @since 0.1.0
 */
public final class RegistryProxies {

	private RegistryProxies() {
	}

	/**
	 * The proxies of Java, and besides those of the environment. Java's are asked first:
	 * its system properties ({@code https.proxyHost}, {@code http.proxyHost},
	 * {@code http.nonProxyHosts}) or the {@link ProxySelector#setDefault default
	 * selector}. For a scheme without Java's properties, and when the default selector
	 * names no proxy, the variables of this process count as
	 * {@linkplain #environment(Map) told there}. Java's properties are read for each
	 * connection, the variables now.
	 * @return the proxies
	 */
	public static ProxySelector automatic() {
		return new AutomaticProxies(new EnvironmentProxies(System.getenv()));
	}

	/**
	 * The proxies of environment variables, by the rules of Go, and so of containerd and
	 * {@code ctr}.
	 * <ul>
	 * <li>{@code HTTPS_PROXY} is for TLS and {@code HTTP_PROXY} for plain HTTP, in
	 * capital letters or, if there is no such variable or it is empty, in small ones. In
	 * a CGI process, where {@code REQUEST_METHOD} is set, {@code HTTP_PROXY} does not
	 * count.</li>
	 * <li>The value is {@code HOST[:PORT]} or {@code http://[USER:PASSWORD@]HOST[:PORT]};
	 * without a port it is 80. Proxies that speak TLS or SOCKS are refused when they
	 * would be used.</li>
	 * <li>{@code NO_PROXY} is a list with commas, of {@code *} for all, names with their
	 * subdomains, {@code .example.com} or {@code *.example.com} for the subdomains alone,
	 * addresses, and networks such as {@code 10.0.0.0/8}; all but networks may have a
	 * port.</li>
	 * <li>{@code localhost} and loopback addresses never go through a proxy.</li>
	 * </ul>
	 * A password is sent to the proxy. For TLS, Java sends it only if the JVM was started
	 * with {@code -Djdk.http.auth.tunneling.disabledSchemes=}.
	 * @param variables the variables by name
	 * @return the proxies
	 */
	public static ProxySelector environment(Map<String, String> variables) {
		return new EnvironmentProxies(variables);
	}

	/**
	 * No proxy for anything, whatever Java and the environment say.
	 * @return the proxies
	 */
	public static ProxySelector none() {
		return HttpClient.Builder.NO_PROXY;
	}

}
