package io.github.containerd4j.spring.autoconfigure.container;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationUnit;

/**
 * How to find out whether a container does its work. Exactly one of exec, tcp-port and
 * http-port says what is asked.
 *
 * @since 0.1.0
 */
public class ProbeProperties {

	/**
	 * Command that is run in the container; its exit code 0 is a success.
	 */
	private List<String> exec = new ArrayList<>();

	/**
	 * Port of the container that is connected to.
	 */
	private @Nullable Integer tcpPort;

	/**
	 * Port of the container that is sent a GET request; a status of 200 to 399 is a
	 * success.
	 */
	private @Nullable Integer httpPort;

	/**
	 * Path of the GET request.
	 */
	private String httpPath = "/";

	/**
	 * Address that is connected to. Without it, that of the container, or of this machine
	 * if it uses the network of the machine.
	 */
	private @Nullable String host;

	/**
	 * Time between two checks. In seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration interval = Duration.ofSeconds(30);

	/**
	 * Longest time for one check. In seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration timeout = Duration.ofSeconds(30);

	/**
	 * How many failures in a row are unhealthy.
	 */
	private int retries = 3;

	/**
	 * Time from the start in which failures do not count. In seconds unless a unit is
	 * given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration startPeriod = Duration.ZERO;

	/**
	 * Time between two checks in the start period. In seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration startInterval = Duration.ofSeconds(5);

	public List<String> getExec() {
		return this.exec;
	}

	public void setExec(List<String> exec) {
		this.exec = exec;
	}

	public @Nullable Integer getTcpPort() {
		return this.tcpPort;
	}

	public void setTcpPort(@Nullable Integer tcpPort) {
		this.tcpPort = tcpPort;
	}

	public @Nullable Integer getHttpPort() {
		return this.httpPort;
	}

	public void setHttpPort(@Nullable Integer httpPort) {
		this.httpPort = httpPort;
	}

	public String getHttpPath() {
		return this.httpPath;
	}

	public void setHttpPath(String httpPath) {
		this.httpPath = httpPath;
	}

	public @Nullable String getHost() {
		return this.host;
	}

	public void setHost(@Nullable String host) {
		this.host = host;
	}

	public Duration getInterval() {
		return this.interval;
	}

	public void setInterval(Duration interval) {
		this.interval = interval;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	public int getRetries() {
		return this.retries;
	}

	public void setRetries(int retries) {
		this.retries = retries;
	}

	public Duration getStartPeriod() {
		return this.startPeriod;
	}

	public void setStartPeriod(Duration startPeriod) {
		this.startPeriod = startPeriod;
	}

	public Duration getStartInterval() {
		return this.startInterval;
	}

	public void setStartInterval(Duration startInterval) {
		this.startInterval = startInterval;
	}

}
