package io.github.containerd4j.spring.autoconfigure.image;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.containerd4j.registry.HostCapability;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * How registries are found and reached, and who we are there.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("containerd.registry")
public class ContainerdRegistryProperties {

	/**
	 * Longest time that connecting to a registry may take. In seconds unless a unit is
	 * given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration connectTimeout = Duration.ofSeconds(10);

	/**
	 * Longest time that a registry may be silent before a request counts as failed. In
	 * seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration stallTimeout = Duration.ofSeconds(30);

	/**
	 * How often a request is sent again after an error that may pass. 0 for never.
	 */
	private int retries = 3;

	private final Backoff backoff = new Backoff();

	/**
	 * Most bytes of one request of an upload, for proxies that limit it. 0 for no limit.
	 * In bytes unless a unit is given.
	 */
	@DataSizeUnit(DataUnit.BYTES)
	private DataSize uploadChunk = DataSize.ofBytes(0);

	/**
	 * Header User-Agent of requests to registries.
	 */
	private String userAgent = "containerd4j";

	/**
	 * Directory with the hosts.toml files of registries, as containerd's config_path. For
	 * the registries that are not among the hosts here. The daemon reads the same
	 * directory on its host.
	 */
	private @Nullable Path hostsDirectory;

	/**
	 * Registries by the name that references begin with, such as docker.io or
	 * registry.example:5000. Others are reached by their own name with TLS.
	 */
	private Map<String, Registry> hosts = new LinkedHashMap<>();

	/**
	 * Credentials by the name of the registry, such as docker.io.
	 */
	private Map<String, Credentials> credentials = new LinkedHashMap<>();

	private final DockerConfig dockerConfig = new DockerConfig();

	private final Proxy proxy = new Proxy();

	public Duration getConnectTimeout() {
		return this.connectTimeout;
	}

	public void setConnectTimeout(Duration connectTimeout) {
		this.connectTimeout = connectTimeout;
	}

	public Duration getStallTimeout() {
		return this.stallTimeout;
	}

	public void setStallTimeout(Duration stallTimeout) {
		this.stallTimeout = stallTimeout;
	}

	public int getRetries() {
		return this.retries;
	}

	public void setRetries(int retries) {
		this.retries = retries;
	}

	public Backoff getBackoff() {
		return this.backoff;
	}

	public DataSize getUploadChunk() {
		return this.uploadChunk;
	}

	public void setUploadChunk(DataSize uploadChunk) {
		this.uploadChunk = uploadChunk;
	}

	public String getUserAgent() {
		return this.userAgent;
	}

	public void setUserAgent(String userAgent) {
		this.userAgent = userAgent;
	}

	public @Nullable Path getHostsDirectory() {
		return this.hostsDirectory;
	}

	public void setHostsDirectory(@Nullable Path hostsDirectory) {
		this.hostsDirectory = hostsDirectory;
	}

	public Map<String, Registry> getHosts() {
		return this.hosts;
	}

	public void setHosts(Map<String, Registry> hosts) {
		this.hosts = hosts;
	}

	public Map<String, Credentials> getCredentials() {
		return this.credentials;
	}

	public void setCredentials(Map<String, Credentials> credentials) {
		this.credentials = credentials;
	}

	public DockerConfig getDockerConfig() {
		return this.dockerConfig;
	}

	public Proxy getProxy() {
		return this.proxy;
	}

	/**
	 * Pauses between repeated requests.
	 */
	public static class Backoff {

		/**
		 * First pause before a request is sent again. Doubled with each failure. In
		 * seconds unless a unit is given.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration initial = Duration.ofMillis(250);

		/**
		 * Longest pause before a request is sent again, even if the registry asks for
		 * more. In seconds unless a unit is given.
		 */
		@DurationUnit(ChronoUnit.SECONDS)
		private Duration max = Duration.ofSeconds(30);

		public Duration getInitial() {
			return this.initial;
		}

		public void setInitial(Duration initial) {
			this.initial = initial;
		}

		public Duration getMax() {
			return this.max;
		}

		public void setMax(Duration max) {
			this.max = max;
		}

	}

	/**
	 * A host that serves images: a mirror, or a registry itself.
	 */
	public static class Host {

		/**
		 * Address of the host: a scheme, http or https, a name, and possibly a port and a
		 * path.
		 */
		private @Nullable String address;

		/**
		 * What the host is used for.
		 */
		private Set<HostCapability> capabilities = new LinkedHashSet<>(Set.of(HostCapability.values()));

		/**
		 * Headers that are sent with each request to the host.
		 */
		private Map<String, String> headers = new LinkedHashMap<>();

		private final Tls tls = new Tls();

		public @Nullable String getAddress() {
			return this.address;
		}

		public void setAddress(@Nullable String address) {
			this.address = address;
		}

		public Set<HostCapability> getCapabilities() {
			return this.capabilities;
		}

		public void setCapabilities(Set<HostCapability> capabilities) {
			this.capabilities = capabilities;
		}

		public Map<String, String> getHeaders() {
			return this.headers;
		}

		public void setHeaders(Map<String, String> headers) {
			this.headers = headers;
		}

		public Tls getTls() {
			return this.tls;
		}

	}

	/**
	 * A registry and the mirrors of it.
	 */
	public static class Registry extends Host {

		/**
		 * Mirrors, asked in this order before the registry itself.
		 */
		private List<Host> mirrors = new ArrayList<>();

		/**
		 * Whether only the mirrors are asked and never the registry itself.
		 */
		private boolean mirrorsOnly = false;

		public List<Host> getMirrors() {
			return this.mirrors;
		}

		public void setMirrors(List<Host> mirrors) {
			this.mirrors = mirrors;
		}

		public boolean isMirrorsOnly() {
			return this.mirrorsOnly;
		}

		public void setMirrorsOnly(boolean mirrorsOnly) {
			this.mirrorsOnly = mirrorsOnly;
		}

	}

	/**
	 * TLS to one host.
	 */
	public static class Tls {

		/**
		 * Name of the SSL bundle with the trusted authorities and the certificate of
		 * ours. The files are then ignored.
		 */
		private @Nullable String bundle;

		/**
		 * PEM file with authorities that are trusted besides those of the Java platform.
		 */
		private @Nullable Path ca;

		/**
		 * PEM file with our certificate, for a host that asks for one.
		 */
		private @Nullable Path certificate;

		/**
		 * PEM file with the private key of our certificate. Without it, it is in the same
		 * file.
		 */
		private @Nullable Path key;

		/**
		 * Whether any certificate is accepted. For tests only.
		 */
		private boolean skipVerify = false;

		public @Nullable String getBundle() {
			return this.bundle;
		}

		public void setBundle(@Nullable String bundle) {
			this.bundle = bundle;
		}

		public @Nullable Path getCa() {
			return this.ca;
		}

		public void setCa(@Nullable Path ca) {
			this.ca = ca;
		}

		public @Nullable Path getCertificate() {
			return this.certificate;
		}

		public void setCertificate(@Nullable Path certificate) {
			this.certificate = certificate;
		}

		public @Nullable Path getKey() {
			return this.key;
		}

		public void setKey(@Nullable Path key) {
			this.key = key;
		}

		public boolean isSkipVerify() {
			return this.skipVerify;
		}

		public void setSkipVerify(boolean skipVerify) {
			this.skipVerify = skipVerify;
		}

	}

	/**
	 * Who we are at one registry: a user with a password, or one of the tokens.
	 */
	public static class Credentials {

		/**
		 * User name.
		 */
		private @Nullable String username;

		/**
		 * Password of the user, or an access token in its place.
		 */
		private @Nullable String password;

		/**
		 * Refresh token, which is exchanged for short-lived tokens.
		 */
		private @Nullable String identityToken;

		/**
		 * Token that the registry itself accepts.
		 */
		private @Nullable String accessToken;

		public @Nullable String getUsername() {
			return this.username;
		}

		public void setUsername(@Nullable String username) {
			this.username = username;
		}

		public @Nullable String getPassword() {
			return this.password;
		}

		public void setPassword(@Nullable String password) {
			this.password = password;
		}

		public @Nullable String getIdentityToken() {
			return this.identityToken;
		}

		public void setIdentityToken(@Nullable String identityToken) {
			this.identityToken = identityToken;
		}

		public @Nullable String getAccessToken() {
			return this.accessToken;
		}

		public void setAccessToken(@Nullable String accessToken) {
			this.accessToken = accessToken;
		}

		/**
		 * The user, with the secrets masked.
		 */
		@Override
		public String toString() {
			return "Credentials[" + this.username + ", ***]";
		}

	}

	/**
	 * Docker's configuration.
	 */
	public static class DockerConfig {

		/**
		 * Whether credentials are also taken from Docker's config.json, its credential
		 * helpers included.
		 */
		private boolean enabled = true;

		/**
		 * The file. Without it, config.json in the directory of the variable
		 * DOCKER_CONFIG, else in ~/.docker.
		 */
		private @Nullable Path location;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable Path getLocation() {
			return this.location;
		}

		public void setLocation(@Nullable Path location) {
			this.location = location;
		}

	}

	/**
	 * The proxy before registries.
	 *
	 * @since 0.1.0
	 */
	public static class Proxy {

		/**
		 * Whether to use proxies. Without addresses here, those of Java's system
		 * properties and of the variables HTTPS_PROXY, HTTP_PROXY and NO_PROXY count.
		 */
		private boolean enabled = true;

		/**
		 * Proxy for TLS, as HTTPS_PROXY has it, such as http://proxy.example:3128. When
		 * this or 'http' is set, Java's properties and the variables do not count.
		 */
		private @Nullable String https;

		/**
		 * Proxy for plain HTTP, as HTTP_PROXY has it.
		 */
		private @Nullable String http;

		/**
		 * What needs no proxy, as NO_PROXY has it: names with their subdomains, addresses
		 * and networks. Ignored without an address here.
		 */
		private List<String> noProxy = new ArrayList<>();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public @Nullable String getHttps() {
			return this.https;
		}

		public void setHttps(@Nullable String https) {
			this.https = https;
		}

		public @Nullable String getHttp() {
			return this.http;
		}

		public void setHttp(@Nullable String http) {
			this.http = http;
		}

		public List<String> getNoProxy() {
			return this.noProxy;
		}

		public void setNoProxy(List<String> noProxy) {
			this.noProxy = noProxy;
		}

	}

}
