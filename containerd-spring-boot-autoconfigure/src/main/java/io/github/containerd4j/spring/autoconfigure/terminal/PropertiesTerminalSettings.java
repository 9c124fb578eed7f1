package io.github.containerd4j.spring.autoconfigure.terminal;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.spring.autoconfigure.diagnostics.InvalidContainerdPropertyException;
import io.github.containerd4j.spring.terminal.TerminalSettings;

/**
 * The settings that the properties describe.
 */
final class PropertiesTerminalSettings {

	private static final String PREFIX = "containerd.terminal.";

	private static final long MAX_MESSAGE = 16L * 1024 * 1024;

	private PropertiesTerminalSettings() {
	}

	static TerminalSettings of(ContainerdTerminalProperties properties, String defaultNamespace) {
		require("max-sessions", properties.getMaxSessions() > 0, properties.getMaxSessions(), "it must be positive");
		requirePositive("idle-timeout", properties.getIdleTimeout());
		requirePositive("send-timeout", properties.getSendTimeout());
		long size = properties.getMaxMessageSize().toBytes();
		require("max-message-size", size > 0 && size <= MAX_MESSAGE, size, "it must be 1B to 16MB");
		List<String> namespaces = properties.getAllowedNamespaces();
		return new TerminalSettings(properties.getAllowedOrigins(), properties.isAllowAnonymous(),
				namespaces.isEmpty() ? List.of(defaultNamespace) : namespaces, properties.getAllowedCommands(),
				properties.getMaxSessions(), properties.getIdleTimeout(), properties.getSendTimeout(), (int) size);
	}

	static String path(ContainerdTerminalProperties properties) {
		String path = properties.getPath();
		require("path", path.startsWith("/") && !path.contains("*"), path, "it must be a path that begins with /");
		return path;
	}

	private static void requirePositive(String name, Duration value) {
		require(name, !value.isNegative() && !value.isZero(), value, "it must be positive");
	}

	private static void require(String name, boolean right, Object value, String problem) {
		Supplier<Boolean> check = () -> {
			if (!right) {
				throw InvalidArgumentException.of("value", value.toString(), problem);
			}
			return true;
		};
		InvalidContainerdPropertyException.named(PREFIX + name, check);
	}

}
