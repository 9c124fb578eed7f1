package io.github.containerd4j.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Paths in a root, as the kernel resolves them and as we do where it cannot.
 */
@ParameterizedClass
@EnumSource
@Timeout(60)
class RootDirectoryTests {

	private static final int SWAPS = 3000;

	@Parameter
	private Way way;

	@TempDir
	private Path directory;

	private Path inside;

	private RootDirectory root;

	@BeforeEach
	void open() throws Exception {
		Files.writeString(this.directory.resolve("secret"), "outside");
		this.inside = Files.createDirectory(this.directory.resolve("root"));
		Files.createDirectories(this.inside.resolve("a/b"));
		Files.writeString(this.inside.resolve("a/b/file"), "inside");
		Files.writeString(this.inside.resolve("secret"), "inside too");
		this.root = new RootDirectory(OpenFile.directory(this.inside), this.way.resolver());
	}

	@AfterEach
	void close() {
		this.root.close();
	}

	@Test
	void findsFilesByPathsOfAnyForm() throws Exception {
		for (String path : List.of("a/b/file", "/a/b/file", "//a/./b//file", "a/../a/b/file", "/../../a/b/file")) {
			assertThat(read(path)).as(path).isEqualTo("inside");
		}
	}

	@Test
	void findsTheRootItself() throws Exception {
		for (String path : List.of("/", "", ".", "..", "a/..", "../..")) {
			try (OpenFile found = this.root.find(bytes(path)); OpenFile own = OpenFile.directory(this.inside)) {
				assertThat(found.status().isSameFile(own.status())).as(path).isTrue();
			}
		}
	}

	@Test
	void linksMeanWhatTheyMeanInTheRoot() throws Exception {
		link("absolute", "/secret");
		link("up", "../../../secret");
		link("a/b/relative", "../../secret");
		link("chain", "absolute");
		link("directory", "/a/b");

		for (String path : List.of("absolute", "up", "a/b/relative", "chain", "directory/../../secret")) {
			assertThat(read(path)).as(path).isEqualTo("inside too");
		}
		assertThat(read("directory/file")).isEqualTo("inside");
	}

	@Test
	void linksOfProcfsDoNotLeadOut() throws Exception {
		link("self", "/proc/self/root/" + this.directory.resolve("secret"));
		link("host", this.directory.resolve("secret").toString());

		assertThat(errno("self")).isEqualTo(Errno.ENOENT.number());
		assertThat(errno("host")).isEqualTo(Errno.ENOENT.number());
	}

	@Test
	void givesUpOnLinksInACircle() throws Exception {
		link("one", "two");
		link("two", "one");

		assertThat(errno("one")).isEqualTo(Errno.ELOOP.number());
	}

	@Test
	void tellsWhatIsMissingAndWhatIsNoDirectory() {
		assertThat(errno("a/missing/file")).isEqualTo(Errno.ENOENT.number());
		assertThat(errno("a/b/file/more")).isEqualTo(Errno.ENOTDIR.number());
	}

	@Test
	void neverLeavesTheRootWhileSomebodyExchangesDirectoriesAndLinks() throws Exception {
		Path outside = Files.createDirectories(this.directory.resolve("b"));
		Files.writeString(outside.resolve("file"), "outside");
		Path swapped = this.inside.resolve("a/b");
		Path kept = this.inside.resolve("kept");
		Path moved = this.directory.resolve("moved");
		AtomicBoolean done = new AtomicBoolean();
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<?> swaps = threads.submit(() -> {
				while (!done.get()) {
					Files.move(swapped, kept, StandardCopyOption.ATOMIC_MOVE);
					Files.createSymbolicLink(swapped, Path.of("../../b"));
					Files.delete(swapped);
					// A directory that leaves the root while it is passed.
					Files.move(kept, moved, StandardCopyOption.ATOMIC_MOVE);
					Files.move(moved, swapped, StandardCopyOption.ATOMIC_MOVE);
				}
				return null;
			});
			for (int attempt = 0; attempt < SWAPS; attempt++) {
				assertThat(readIfThere("a/b/file")).isNotEqualTo("outside");
				assertThat(readIfThere("a/b/../../../secret")).isNotEqualTo("outside");
			}
			done.set(true);
			swaps.get();
		}
		finally {
			done.set(true);
			threads.shutdownNow();
		}
	}

	@Test
	void findsFilesWhileSomebodyElseRenamesWithoutEnd() throws Exception {
		Path elsewhere = Files.createDirectory(this.directory.resolve("elsewhere"));
		Path renamed = this.directory.resolve("renamed");
		String path = "a/../".repeat(50) + "a/b/file";
		AtomicBoolean done = new AtomicBoolean();
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			Future<?> renames = threads.submit(() -> {
				while (!done.get()) {
					Files.move(elsewhere, renamed, StandardCopyOption.ATOMIC_MOVE);
					Files.move(renamed, elsewhere, StandardCopyOption.ATOMIC_MOVE);
				}
				return null;
			});
			for (int attempt = 0; attempt < SWAPS; attempt++) {
				assertThat(read(path)).isEqualTo("inside");
			}
			done.set(true);
			renames.get();
		}
		finally {
			done.set(true);
			threads.shutdownNow();
		}
	}

	@Test
	void leavesNoDescriptorOpen() throws Exception {
		link("loop", "loop");
		long before = descriptors();

		for (int attempt = 0; attempt < 100; attempt++) {
			read("a/b/../b/file");
			errno("loop");
			errno("a/missing/x");
			errno("a/b/file/x");
		}

		// Less than one for each attempt: other classes leave and take some meanwhile.
		assertThat(descriptors()).isLessThan(before + 100);
	}

	private static long descriptors() throws IOException {
		try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
			return entries.count();
		}
	}

	private void link(String name, String target) throws IOException {
		Files.createSymbolicLink(this.inside.resolve(name), Path.of(target));
	}

	private String read(String path) throws Exception {
		try (OpenFile found = this.root.find(bytes(path)); OpenFile file = found.forReading()) {
			return Files.readString(file.path());
		}
	}

	private String readIfThere(String path) throws Exception {
		try {
			return read(path);
		}
		catch (SystemCallException ex) {
			return ex.toString();
		}
	}

	private int errno(String path) {
		return assertThatExceptionOfType(SystemCallException.class).isThrownBy(() -> read(path)).actual().errno();
	}

	private static byte[] bytes(String path) {
		return path.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Who resolves paths.
	 */
	enum Way {

		BY_KERNEL(new KernelResolver()), BY_WALKING(new WalkingResolver());

		private final PathResolver resolver;

		Way(PathResolver resolver) {
			this.resolver = resolver;
		}

		PathResolver resolver() {
			return this.resolver;
		}

	}

}
