package io.github.containerd4j.spring.autoconfigure.network;

import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.github.containerd4j.network.Cni;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.convert.DurationUnit;

/**
 * Where CNI networks and their plugins are on this machine.
 *
 * @since 0.1.0
 */
@ConfigurationProperties("containerd.cni")
public class ContainerdCniProperties {

	/**
	 * Directory with the configurations of networks. Without it, NETCONFPATH, else
	 * /etc/cni/net.d.
	 */
	private @Nullable Path configDirectory;

	/**
	 * Files with configurations of networks, which come before those of the directory.
	 * The first network is the default one.
	 */
	private List<Path> configFiles = new ArrayList<>();

	/**
	 * Directories with plugins, in the order of preference. Empty for those of CNI_PATH,
	 * else /opt/cni/bin, /usr/libexec/cni and /usr/lib/cni.
	 */
	private List<Path> pluginDirectories = new ArrayList<>();

	/**
	 * Directory that what networks gave is kept in. Other programs that disconnect the
	 * containers must use the same.
	 */
	private Path cacheDirectory = Cni.DEFAULT_CACHE_DIRECTORY;

	/**
	 * Longest time that one run of a plugin may take. A plugin that takes longer is
	 * killed. In seconds unless a unit is given.
	 */
	@DurationUnit(ChronoUnit.SECONDS)
	private Duration timeout = Duration.ofSeconds(60);

	/**
	 * Whether the plugin loopback is run for each container. Runtimes other than runc and
	 * crun may need it.
	 */
	private boolean loopback = true;

	public @Nullable Path getConfigDirectory() {
		return this.configDirectory;
	}

	public void setConfigDirectory(@Nullable Path configDirectory) {
		this.configDirectory = configDirectory;
	}

	public List<Path> getConfigFiles() {
		return this.configFiles;
	}

	public void setConfigFiles(List<Path> configFiles) {
		this.configFiles = configFiles;
	}

	public List<Path> getPluginDirectories() {
		return this.pluginDirectories;
	}

	public void setPluginDirectories(List<Path> pluginDirectories) {
		this.pluginDirectories = pluginDirectories;
	}

	public Path getCacheDirectory() {
		return this.cacheDirectory;
	}

	public void setCacheDirectory(Path cacheDirectory) {
		this.cacheDirectory = cacheDirectory;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

	public boolean isLoopback() {
		return this.loopback;
	}

	public void setLoopback(boolean loopback) {
		this.loopback = loopback;
	}

}
