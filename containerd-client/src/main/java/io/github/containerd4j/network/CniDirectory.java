package io.github.containerd4j.network;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.containerd4j.ContainerdException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.Failure;
import io.github.containerd4j.InvalidArgumentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files with configurations of networks. They are read anew each time, so that a changed
 * one has effect at once.
 *
 * @param directory where all configurations are read
 * @param files single files, which come before those of the directory
 */
record CniDirectory(Path directory, List<Path> files) {

	private static final Logger logger = LoggerFactory.getLogger(CniDirectory.class);

	/**
	 * Reads all networks. One broken file in the directory must not take the network from
	 * all containers, so it is left out; a file that was named must be right.
	 * @return the networks, the default one first; of several with one name the first
	 */
	Collection<CniNetwork> read() {
		Map<String, CniNetwork> networks = new LinkedHashMap<>();
		this.files.forEach((file) -> {
			CniNetwork network = read(file);
			networks.putIfAbsent(network.name(), network);
		});
		for (Path file : inDirectory()) {
			try {
				CniNetwork network = read(file);
				networks.putIfAbsent(network.name(), network);
			}
			catch (ContainerdException ex) {
				logger.warn("Leaving out a network: {}", ex.getMessage());
			}
		}
		return networks.values();
	}

	/**
	 * Why a network that is not among those that were read may be missing: what is wrong
	 * with files that were left out.
	 */
	List<String> problems() {
		List<String> problems = new ArrayList<>();
		for (Path file : inDirectory()) {
			try {
				read(file);
			}
			catch (ContainerdException ex) {
				problems.add(String.valueOf(ex.getMessage()));
			}
		}
		return problems;
	}

	private List<Path> inDirectory() {
		List<Path> found = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(this.directory, "*.{conf,conflist,json}")) {
			entries.forEach(found::add);
		}
		catch (NoSuchFileException ex) {
			return List.of();
		}
		catch (IOException ex) {
			throw failed(this.directory, ex);
		}
		// The order of Go: by bytes, the same everywhere.
		found.sort((one, other) -> one.toString().compareTo(other.toString()));
		return found;
	}

	private static CniNetwork read(Path file) {
		try {
			return CniNetwork.parse(Files.readString(file));
		}
		catch (InvalidArgumentException ex) {
			Failure failure = new Failure("read", "network configuration", file.toString(), null, ex.code());
			throw new InvalidArgumentException(failure.describe() + ": " + ex.getMessage(), failure, ex);
		}
		catch (IOException ex) {
			throw failed(file, ex);
		}
	}

	private static ContainerdException failed(Path file, IOException cause) {
		Failure failure = new Failure("read", "network configuration", file.toString(), null, ErrorCode.UNKNOWN);
		return new ContainerdException(failure.describe() + ": " + cause, failure, cause);
	}

}
