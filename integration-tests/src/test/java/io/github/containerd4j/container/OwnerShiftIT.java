package io.github.containerd4j.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

import io.github.containerd4j.host.ExtendedAttributes;
import io.github.containerd4j.host.OpenFile;
import io.github.containerd4j.host.SystemCallException;
import io.github.containerd4j.spec.UserMapping;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files are given to the users of a user namespace; that takes root's rights.
 */
class OwnerShiftIT {

	private static final int REVISION_2 = 0x02000001;

	private static final int REVISION_3 = 0x03000001;

	@TempDir
	Path directory;

	private Path file;

	@BeforeEach
	void create() throws IOException {
		this.file = Files.writeString(Files.createDirectory(this.directory.resolve("d")).resolve("file"), "text");
	}

	private void shift() {
		// The ranges overlap: what is given away must not be given away again.
		new OwnerShift(List.of(new UserMapping(0, 1000, 3000)), List.of(new UserMapping(0, 2000, 10)))
			.apply(this.directory);
	}

	@Test
	void givesFilesDirectoriesAndLinksToOthers() throws IOException {
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), Path.of("d/file"));
		Files.setAttribute(this.file, "unix:uid", 7);
		Files.setAttribute(this.file, "unix:gid", 10);

		shift();

		assertThat(owner(this.directory)).isEqualTo("1000:2000");
		assertThat(owner(link)).isEqualTo("1000:2000");
		assertThat(owner(this.file)).as("a group without a range").isEqualTo("1007:10");
	}

	@Test
	void givesAFileWithTwoNamesAwayOnce() throws IOException {
		Files.createLink(this.directory.resolve("other"), this.file);

		shift();

		assertThat(owner(this.file)).isEqualTo("1000:2000");
	}

	@Test
	void keepsTheRightsThatProgramsGive() throws IOException, SystemCallException {
		Files.setAttribute(this.file, "unix:mode", 06755);
		ByteBuffer value = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
		value.putInt(REVISION_2).putInt(1 << 13);
		try (OpenFile held = OpenFile.of(this.file); OpenFile open = held.forReading()) {
			open.setAttribute("security.capability", value.array());
		}

		shift();

		assertThat((Integer) Files.getAttribute(this.file, "unix:mode") & 07777).isEqualTo(06755);
		ByteBuffer kept = ByteBuffer.wrap(ExtendedAttributes.read(this.file).get("security.capability"))
			.order(ByteOrder.LITTLE_ENDIAN);
		assertThat(kept.remaining()).isEqualTo(24);
		assertThat(kept.getInt(0)).isEqualTo(REVISION_3);
		assertThat(kept.getInt(4)).isEqualTo(1 << 13);
		assertThat(kept.getInt(20)).as("root of the user namespace").isEqualTo(1000);
	}

	private static String owner(Path path) throws IOException {
		return Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS) + ":"
				+ Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS);
	}

}
