package io.github.containerd4j.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.NotFoundException;

/**
 * The mounts, and whether the root file system can be written to.
 */
final class MountPart {

	private MountPart() {
	}

	static void write(SpecDocument document, SpecSettings settings, SpecContext context) {
		if (SpecSettings.isOn(settings.readOnlyRoot)) {
			document.set("/root/readonly", true);
		}
		add(document, settings, context);
	}

	/**
	 * Adds the files of the network, and mounts, to those that there are.
	 */
	static void add(SpecDocument document, SpecSettings settings, SpecContext context) {
		Map<String, Object> mounts = new LinkedHashMap<>();
		document.list("/mounts").forEach((mount) -> mounts.put(destination(mount), mount));
		if (NamespacePart.isHost(settings, LinuxNamespace.Kind.NETWORK)) {
			List.of("/etc/hosts", "/etc/resolv.conf").forEach((file) -> mounts.put(file, fromHost(file)));
		}
		new TreeMap<>(context.networkFiles()).forEach((path, file) -> mounts.put(path, ofContainer(file, path)));
		add(mounts, settings, context);
		document.set("/mounts", mounts.values());
	}

	private static void add(Map<String, Object> mounts, SpecSettings settings, SpecContext context) {
		for (SpecMount mount : settings.mounts) {
			prepareSource(mount, context);
			// The last one of a destination counts, in the place that its order asks for.
			mounts.remove(mount.destination());
			mounts.put(mount.destination(), mount.toJson());
		}
	}

	private static String destination(Object mount) {
		return String.valueOf(((Map<?, ?>) mount).get("destination"));
	}

	private static Map<String, Object> fromHost(String file) {
		return new SpecMount("bind", file, file, List.of("rbind", "ro")).toJson();
	}

	private static Map<String, Object> ofContainer(Path file, String path) {
		return new SpecMount("bind", file.toString(), path, List.of("rbind", "rprivate", "rw")).toJson();
	}

	private static void prepareSource(SpecMount mount, SpecContext context) {
		if (!mount.isBind() || !context.hostFiles().getAsBoolean()) {
			return;
		}
		Path source = Path.of(mount.source());
		if (mount.isVolume()) {
			create(source);
		}
		else if (Files.notExists(source)) {
			// The runtime would say so too, but only when the container starts.
			Failure failure = new Failure("mount", "source", mount.source(), null, ErrorCode.NOT_FOUND);
			throw new NotFoundException(
					failure.describe() + ": it does not exist on this host, for the mount on " + mount.destination(),
					failure, null);
		}
	}

	private static void create(Path volume) {
		try {
			Files.createDirectories(volume);
		}
		catch (IOException ex) {
			throw InvalidArgumentException.of("volume", volume.toString(), "it cannot be made: " + ex);
		}
	}

}
