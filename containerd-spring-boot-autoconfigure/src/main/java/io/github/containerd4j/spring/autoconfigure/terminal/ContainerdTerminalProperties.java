package io.github.containerd4j.spring.autoconfigure.terminal;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.util.unit.DataSize;

/**
 * Terminals in containers over WebSockets.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("containerd.terminal")
public class ContainerdTerminalProperties {

	/**
	 * Whether terminals can be opened.
	 */
	private boolean enabled = false;

	/**
	 * Path of the WebSocket in the application.
	 */
	private String path = "/containerd/terminal";

	/**
	 * Origins of pages that may open terminals, such as https://admin.example.org,
	 * besides those of the application itself. An asterisk allows all.
	 */
	private List<String> allowedOrigins = new ArrayList<>();

	/**
	 * Whether users need not be authenticated. Whoever reaches the port then can run
	 * programs.
	 */
	private boolean allowAnonymous = false;

	/**
	 * Namespaces of the containers in which terminals can be opened. Empty for the one of
	 * containerd.namespace. An asterisk allows all.
	 */
	private List<String> allowedNamespaces = new ArrayList<>();

	/**
	 * Programs that can be run, as they are named in the request; the first one without a
	 * name. An asterisk allows all.
	 */
	private List<String> allowedCommands = new ArrayList<>(List.of("sh", "/bin/sh", "bash", "/bin/bash"));

	/**
	 * How many terminals there are at most.
	 */
	private int maxSessions = 16;

	/**
	 * How long a terminal may be quiet, in both directions, before it is closed. In
	 * seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration idleTimeout = Duration.ofMinutes(15);

	/**
	 * How long a client may read nothing while there is output, before its terminal is
	 * closed. Tomcat observes it; other servers have limits of their own. In seconds
	 * unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration sendTimeout = Duration.ofMinutes(1);

	/**
	 * Largest message of a client. In bytes unless a unit is given.
	 */
	private DataSize maxMessageSize = DataSize.ofKilobytes(64);

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getPath() {
		return this.path;
	}

	public void setPath(String path) {
		this.path = path;
	}

	public List<String> getAllowedOrigins() {
		return this.allowedOrigins;
	}

	public void setAllowedOrigins(List<String> allowedOrigins) {
		this.allowedOrigins = allowedOrigins;
	}

	public boolean isAllowAnonymous() {
		return this.allowAnonymous;
	}

	public void setAllowAnonymous(boolean allowAnonymous) {
		this.allowAnonymous = allowAnonymous;
	}

	public List<String> getAllowedNamespaces() {
		return this.allowedNamespaces;
	}

	public void setAllowedNamespaces(List<String> allowedNamespaces) {
		this.allowedNamespaces = allowedNamespaces;
	}

	public List<String> getAllowedCommands() {
		return this.allowedCommands;
	}

	public void setAllowedCommands(List<String> allowedCommands) {
		this.allowedCommands = allowedCommands;
	}

	public int getMaxSessions() {
		return this.maxSessions;
	}

	public void setMaxSessions(int maxSessions) {
		this.maxSessions = maxSessions;
	}

	public Duration getIdleTimeout() {
		return this.idleTimeout;
	}

	public void setIdleTimeout(Duration idleTimeout) {
		this.idleTimeout = idleTimeout;
	}

	public Duration getSendTimeout() {
		return this.sendTimeout;
	}

	public void setSendTimeout(Duration sendTimeout) {
		this.sendTimeout = sendTimeout;
	}

	public DataSize getMaxMessageSize() {
		return this.maxMessageSize;
	}

	public void setMaxMessageSize(DataSize maxMessageSize) {
		this.maxMessageSize = maxMessageSize;
	}

}
