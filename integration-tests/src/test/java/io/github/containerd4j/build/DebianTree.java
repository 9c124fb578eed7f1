package io.github.containerd4j.build;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import com.sun.jna.NativeLibrary;

/**
 * A Debian root file system as {@code debootstrap} makes it, from the mirror that the
 * machine's own apt uses, and everything else that a file system may hold. Made once for
 * each clean build, because that takes a minute or two.
 */
final class DebianTree {

	private static final Path TREE = Path.of("target", "debian", "tree").toAbsolutePath();

	private static final Path DONE = TREE.resolveSibling("done");

	// containerd unpacks times from 1970 to 2262. In the names is what a shell, a tar or
	// Java could stumble over.
	private static final String ODD_FILES = """
			mkdir -p srv/odd && cd srv/odd
			printf 'x' > "$(printf 'new\\nline')"
			printf 'x' > "$(printf 'latin\\344')"
			printf 'x' > "$(printf 'utf-8 \\303\\244')"
			ln -s "$(printf 'latin\\344')" link-to-latin
			ln -s /nowhere dangling
			mkdir "$(printf 'long%0200d' 1)" && printf 'x' > "$(printf 'long%0200d' 1)/$(printf 'long%0200d' 2)"
			truncate -s 3M sparse && printf 'end' >> sparse
			mknod fifo p && mknod block b 7 259 && mknod char c 1000 70000
			ln fifo fifo2 && ln -P dangling dangling2 && ln sparse ../sparse2
			printf 'x' > owned && chown 3000000000:4000000 owned && chmod 6711 owned
			mkdir sticky && chmod 1777 sticky
			touch -d '1970-01-01 00:00:00.5 UTC' old && touch -d '2261-01-01 00:00:00.000000001 UTC' sticky
			""";

	private DebianTree() {
	}

	static Path get() throws IOException, InterruptedException {
		if (Files.notExists(DONE)) {
			make();
			Files.createFile(DONE);
		}
		return TREE;
	}

	private static void make() throws IOException, InterruptedException {
		run(Path.of("/"), "rm -rf --one-file-system " + TREE.getParent() + " && mkdir -p " + TREE.getParent());
		run(TREE.getParent(),
				"""
						codename=$(. /etc/os-release; echo "$VERSION_CODENAME")
						mirror=$(apt-get indextargets --format '$(SITE)|$(CODENAME)' | grep "|$codename\\$" | head -1 | cut -d'|' -f1)
						PATH=$PATH:/usr/sbin:/sbin debootstrap --variant=minbase "$codename" tree "$mirror"
						""");
		run(TREE, ODD_FILES);
		setAttributes();
	}

	private static void setAttributes() throws IOException {
		Path program = Files.writeString(TREE.resolve("srv/odd/program"), "x");
		Files.setAttribute(program, "user:note", new byte[] { 'a', 0, (byte) 0xff, '\n' });
		// cap_net_bind_service=ep, as vfs_cap_data of the kernel has it in revision 2.
		byte[] capability = { 1, 0, 0, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
		int result = NativeLibrary.getInstance("c")
			.getFunction("setxattr")
			.invokeInt(new Object[] { program.toString(), "security.capability", capability, capability.length, 0 });
		if (result != 0) {
			throw new IOException("cannot set a capability");
		}
		Files.setLastModifiedTime(program, FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z")));
	}

	static String run(Path directory, String script, String... arguments) throws IOException, InterruptedException {
		Path log = Files.createTempFile("run", ".log");
		try {
			List<String> command = new ArrayList<>(List.of("sh", "-euc", script, "sh"));
			command.addAll(Arrays.asList(arguments));
			Process process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(log.toFile())
				.start();
			try {
				boolean ended = process.waitFor(8, TimeUnit.MINUTES);
				String output = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
				if (!ended || process.exitValue() != 0) {
					throw new IOException(script + " failed: " + output);
				}
				return output;
			}
			finally {
				process.destroyForcibly();
			}
		}
		finally {
			Files.delete(log);
		}
	}

}
