package io.github.containerd4j.content;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Namespace;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.OutOfRangeException;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.UnavailableException;
import io.github.containerd4j.lease.Lease;
import io.github.containerd4j.test.DaemonTest;
import io.github.containerd4j.test.TestDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@DaemonTest
@Timeout(120)
class ContentStoreIT {

	private static final int MIB = 1024 * 1024;

	private final TestDaemon daemon;

	private final Namespace namespace;

	private final Lease lease;

	private final ContentStore content;

	ContentStoreIT(TestDaemon daemon, Namespace namespace) {
		this.daemon = daemon;
		this.namespace = namespace;
		this.lease = namespace.leases().open();
		this.content = namespace.withLease(this.lease).content();
	}

	@AfterEach
	void close() {
		this.lease.close();
	}

	@Test
	void readsBackWhatItWrote() throws IOException {
		byte[] bytes = randomBytes(40 * MIB + 17);

		Digest digest = this.content.write("big", new ByteArrayInputStream(bytes), WriteOptions.none());

		assertThat(digest).isEqualTo(Digest.sha256(bytes));
		assertThat(this.content.get(digest).size()).isEqualTo(bytes.length);
		ByteArrayOutputStream read = new ByteArrayOutputStream(bytes.length);
		try (InputStream input = this.content.open(digest)) {
			assertThat(input.transferTo(read)).isEqualTo(bytes.length);
		}
		assertThat(Digest.sha256(read.toByteArray())).isEqualTo(digest);
	}

	@Test
	void writesWhatCtrReads() {
		Digest digest = this.content.write("small", bytes("hello"), Map.of("team", "blue"));

		assertThat(this.daemon.ctr("--namespace", this.namespace.name(), "content", "get", digest.toString()))
			.isEqualTo("hello");
		assertThat(this.content.get(digest).labels()).isEqualTo(Map.of("team", "blue"));
	}

	@Test
	void writesThroughAStreamInSmallPieces() throws IOException {
		byte[] bytes = randomBytes(3 * MIB + 5);

		try (ContentWriter writer = this.content.writer("pieces", WriteOptions.none())) {
			for (int i = 0; i < bytes.length; i += 10_007) {
				writer.outputStream().write(bytes, i, Math.min(10_007, bytes.length - i));
			}
			assertThat(writer.offset()).isEqualTo(bytes.length);

			assertThat(writer.commit()).isEqualTo(Digest.sha256(bytes));
		}
	}

	@Test
	void readsRanges() throws IOException {
		byte[] bytes = randomBytes(3 * MIB);
		Digest digest = this.content.write("ranges", bytes, Map.of());

		assertThat(range(digest, 0, 1)).isEqualTo(Arrays.copyOf(bytes, 1));
		assertThat(range(digest, MIB - 1, 2 * MIB)).isEqualTo(Arrays.copyOfRange(bytes, MIB - 1, 3 * MIB - 1));
		assertThat(range(digest, bytes.length - 5, 100)).hasSize(5);
		assertThat(range(digest, bytes.length, 100)).isEmpty();
	}

	private byte[] range(Digest digest, long offset, long size) throws IOException {
		try (InputStream input = this.content.open(digest, offset, size)) {
			return input.readAllBytes();
		}
	}

	@Test
	void refusesARangeBehindTheEnd() {
		Digest digest = this.content.write("short", bytes("hello"), Map.of());

		assertThatExceptionOfType(OutOfRangeException.class).isThrownBy(() -> this.content.open(digest, 6, 1));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.content.open(digest, -1, 1));
		assertThatExceptionOfType(InvalidArgumentException.class).isThrownBy(() -> this.content.open(digest, 0, 0));
	}

	@Test
	void tellsAtOnceThatABlobIsMissing() {
		Digest digest = Digest.sha256("missing");

		assertThat(this.content.find(digest)).isEmpty();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.content.open(digest));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.content.get(digest));
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.content.delete(digest));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.content.setLabels(digest, Map.of("a", "b")));
	}

	@Test
	void canStopReadingInTheMiddle() throws IOException {
		Digest digest = this.content.write("stopped", randomBytes(20 * MIB), Map.of());

		InputStream input = this.content.open(digest);
		assertThat(input.read()).isNotNegative();
		input.close();

		assertThatExceptionOfType(IOException.class).isThrownBy(input::read);
	}

	@Test
	void readsIntoMemoryOnlyUpToALimit() {
		Digest digest = this.content.write("limited", bytes("hello"), Map.of());

		assertThat(this.content.readAll(digest, 5)).isEqualTo(bytes("hello"));
		assertThatExceptionOfType(ResourceExhaustedException.class).isThrownBy(() -> this.content.readAll(digest, 4))
			.withMessageContaining("more than 4 bytes");
	}

	@Test
	void storesABlobWithoutBytes() throws IOException {
		try (ContentWriter writer = this.content.writer("empty", WriteOptions.none())) {
			assertThat(writer.commit()).isEqualTo(Digest.sha256(""));
		}

		assertThat(this.content.write("empty again", new byte[0], Map.of())).isEqualTo(Digest.sha256(""));
		assertThat(this.content.readAll(Digest.sha256(""), 1)).isEmpty();
	}

	@Test
	void goesOnWhereAnEarlierWriterStopped() {
		byte[] bytes = randomBytes(5 * MIB);
		WriteOptions options = WriteOptions.of(Descriptor.of("text/plain", bytes));
		try (ContentWriter writer = this.content.writer("resumed", options)) {
			writer.write(bytes, 0, 3 * MIB + 100);
			assertThat(writer.status()).satisfies((status) -> {
				assertThat(status.offset()).isEqualTo(3 * MIB + 100);
				assertThat(status.total()).isEqualTo(bytes.length);
				assertThat(status.digest()).isEqualTo(Digest.sha256(Arrays.copyOf(bytes, 3 * MIB + 100)));
			});
		}

		assertThat(this.content.status("resumed").offset()).isEqualTo(3 * MIB + 100);
		assertThat(this.content.write("resumed", new ByteArrayInputStream(bytes), options))
			.isEqualTo(Digest.sha256(bytes));
		assertThat(this.content.findStatus("resumed")).isEmpty();
	}

	@Test
	void keepsWhatArrivedWhenTheSourceFails() {
		byte[] bytes = randomBytes(3 * MIB);
		WriteOptions options = WriteOptions.of(Descriptor.of("text/plain", bytes));
		InputStream broken = new InputStream() {

			private int position;

			@Override
			public int read() throws IOException {
				if (this.position == 2 * MIB) {
					throw new IOException("the network is gone");
				}
				return bytes[this.position++] & 0xff;
			}

		};

		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.content.write("broken", broken, options));

		assertThat(this.content.status("broken").offset()).isEqualTo(2 * MIB);
		assertThat(this.content.find(Digest.sha256(bytes))).isEmpty();
		assertThat(this.content.write("broken", new ByteArrayInputStream(bytes), options))
			.isEqualTo(Digest.sha256(bytes));
	}

	@Test
	void startsOverWhenToldTo() {
		try (ContentWriter writer = this.content.writer("over", WriteOptions.none())) {
			writer.write(randomBytes(2 * MIB + 3));
			writer.restart();
			assertThat(writer.status().offset()).isZero();
			writer.write(bytes("hello"));

			assertThat(writer.commit()).isEqualTo(Digest.sha256("hello"));
		}
	}

	@Test
	void startsOverByItselfIfNoDigestIsExpected() {
		leaveUnfinished("stale", bytes("something else"));
		leaveUnfinished("stale too", bytes("something else"));

		assertThat(this.content.write("stale", bytes("hello"), Map.of())).isEqualTo(Digest.sha256("hello"));
		assertThat(this.content.write("stale too", new ByteArrayInputStream(bytes("world")), WriteOptions.none()))
			.isEqualTo(Digest.sha256("world"));
	}

	@Test
	void startsOverIfMoreIsThereThanExpected() {
		byte[] bytes = bytes("short");
		leaveUnfinished("long", bytes("much longer"));

		assertThat(this.content.write("long", new ByteArrayInputStream(bytes),
				WriteOptions.of(Descriptor.of("text/plain", bytes))))
			.isEqualTo(Digest.sha256(bytes));
	}

	@Test
	void commitsAtOnceWhatAnotherNamespaceHas() {
		byte[] bytes = bytes("taken from another namespace");
		WriteOptions options = WriteOptions.of(Descriptor.of("text/plain", bytes));
		Namespace other = this.daemon.newNamespace();
		try (Lease theirs = other.leases().open()) {
			other.withLease(theirs).content().write("shared", bytes, Map.of());

			assertThat(this.content.write("new", new ByteArrayInputStream(bytes), options))
				.isEqualTo(options.expected());
		}
		finally {
			this.daemon.remove(other);
		}

		assertThat(this.content.readAll(Digest.sha256(bytes), 100)).isEqualTo(bytes);
	}

	@Test
	void dropsAnOldIngestThoughAnotherNamespaceHasTheBlob() {
		byte[] bytes = bytes("shared by two namespaces");
		WriteOptions options = WriteOptions.of(Descriptor.of("text/plain", bytes));
		Namespace other = this.daemon.newNamespace();
		try (Lease theirs = other.leases().open()) {
			other.withLease(theirs).content().write("shared", bytes, Map.of());
			leaveUnfinished("stale", bytes("something else"));

			try (ContentWriter writer = this.content.writer("new", options)) {
				assertThat(writer.offset()).isEqualTo(bytes.length);
			}
			assertThat(this.content.write("stale", bytes, Map.of())).isEqualTo(options.expected());
		}
		finally {
			this.daemon.remove(other);
		}

		assertThat(this.content.readAll(Digest.sha256(bytes), 100)).isEqualTo(bytes);
	}

	@Test
	void commitsNothingWithAnotherDigestThanExpected() {
		Digest expected = Digest.sha256("hello");
		try (ContentWriter writer = this.content.writer("wrong", WriteOptions.none().withExpected(expected))) {
			writer.write(bytes("jello"));

			assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(writer::commit)
				.withMessageContaining(expected.toString());
		}

		assertThat(this.content.list()).isEmpty();
		assertThat(this.content.status("wrong").offset()).isEqualTo(5);
	}

	@Test
	void commitsNothingWithAnotherSizeThanExpected() {
		try (ContentWriter writer = this.content.writer("wrong", WriteOptions.none().withSize(6))) {
			writer.write(bytes("hello"));

			assertThatExceptionOfType(FailedPreconditionException.class).isThrownBy(writer::commit);
		}

		assertThat(this.content.list()).isEmpty();
	}

	@Test
	void takesDigestAndLabelsThatAreKnownOnlyAtTheEnd() {
		Digest digest = Digest.sha256("hello");
		try (ContentWriter writer = this.content.writer("late", WriteOptions.none().withLabel("a", "1"))) {
			writer.write(bytes("hello"));

			assertThat(writer.commit(WriteOptions.none().withExpected(digest).withSize(5).withLabel("b", "2")))
				.isEqualTo(digest);
		}

		assertThat(this.content.get(digest).labels()).isEqualTo(Map.of("a", "1", "b", "2"));
	}

	@Test
	void locksAnIngestForOneWriter() {
		try (ContentWriter writer = this.content.writer("locked", WriteOptions.none())) {
			assertThatExceptionOfType(UnavailableException.class)
				.isThrownBy(() -> this.content.writer("locked", WriteOptions.none()))
				.withMessageContaining("locked");
			writer.write(bytes("hello"));
		}
	}

	@Test
	void unlocksAnIngestBeforeCloseReturns() {
		for (int i = 0; i < 100; i++) {
			leaveUnfinished("unlocked", new byte[10]);
		}

		assertThat(this.content.findStatus("unlocked")).isPresent();
	}

	@Test
	void writesNothingThatIsThereAlready() {
		WriteOptions options = WriteOptions.none()
			.withExpected(this.content.write("first", bytes("hello"), Map.of("a", "1")));

		assertThatExceptionOfType(AlreadyExistsException.class)
			.isThrownBy(() -> this.content.writer("second", options));
		assertThat(this.content.write("third", bytes("hello"), Map.of("a", "2"))).isEqualTo(options.expected());
		assertThat(this.content.write("fourth", new ByteArrayInputStream(bytes("hello")), WriteOptions.none()))
			.isEqualTo(options.expected());
		assertThat(this.content.write("fifth", InputStream.nullInputStream(), options)).isEqualTo(options.expected());
		assertThat(this.content.get(Digest.sha256("hello")).labels()).isEqualTo(Map.of("a", "1"));
	}

	@Test
	void tellsAtTheCommitThatSomebodyElseWasFaster() {
		try (ContentWriter writer = this.content.writer("slow", WriteOptions.none())) {
			writer.write(bytes("hello"));
			this.content.write("fast", bytes("hello"), Map.of());

			assertThatExceptionOfType(AlreadyExistsException.class).isThrownBy(writer::commit);
		}

		assertThat(this.content.findStatus("slow")).isEmpty();
	}

	@Test
	void refusesToGoOnAfterTheEnd() {
		ContentWriter writer = this.content.writer("ended", WriteOptions.none());
		writer.commit();
		writer.close();

		assertThat(writer.offset()).isZero();
		assertThatIllegalStateException().isThrownBy(writer::status);
	}

	@Test
	void abortsIngests() {
		leaveUnfinished("one", bytes("1"));
		leaveUnfinished("two", bytes("22"));

		assertThat(this.content.statuses()).extracting(IngestStatus::ref).containsExactlyInAnyOrder("one", "two");
		assertThat(this.content.statuses(Filter.equal("ref", "two"))).singleElement()
			.extracting(IngestStatus::offset)
			.isEqualTo(2L);
		this.content.abort("one");
		assertThat(this.content.findStatus("one")).isEmpty();
		assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> this.content.abort("one"));
	}

	@Test
	void changesLabels() {
		Digest digest = this.content.write("labels", bytes("hello"), Map.of("a", "1", "b/c", "2"));

		assertThat(this.content.setLabels(digest, Map.of("b/c", "3", "d", "4")).labels())
			.isEqualTo(Map.of("a", "1", "b/c", "3", "d", "4"));
		assertThat(this.content.setLabels(digest, Map.of("a", "")).labels()).isEqualTo(Map.of("b/c", "3", "d", "4"));
		assertThat(this.content.replaceLabels(digest, Map.of("e", "5")).labels()).isEqualTo(Map.of("e", "5"));
		assertThat(this.content.get(digest).labels()).isEqualTo(Map.of("e", "5"));
		assertThatExceptionOfType(InvalidArgumentException.class)
			.isThrownBy(() -> this.content.setLabels(digest, Map.of()));
		assertThat(this.content.get(digest).labels()).isEqualTo(Map.of("e", "5"));
	}

	@Test
	void deletesABlob() {
		Digest digest = this.content.write("deleted", bytes("hello"), Map.of());

		this.content.delete(digest);

		assertThat(this.content.find(digest)).isEmpty();
	}

	@Test
	void listsMoreBlobsThanAMessageHolds() {
		Set<Digest> written = new HashSet<>();
		for (int i = 0; i < 1_050; i++) {
			written.add(this.content.write("many", bytes("blob " + i), Map.of("even", String.valueOf(i % 2 == 0))));
		}

		Set<Digest> listed = new HashSet<>();
		try (ResultStream<ContentInfo> blobs = this.content.stream()) {
			blobs.forEachRemaining((blob) -> listed.add(blob.digest()));
		}

		assertThat(listed).isEqualTo(written);
		List<ContentInfo> even = this.content.list(Filter.label("even", "true"));
		assertThat(even).hasSize(525).allSatisfy((blob) -> assertThat(blob.labels()).containsEntry("even", "true"));
		assertThat(this.content.list(Filter.equal("digest", Digest.sha256("blob 7").toString()))).hasSize(1);
	}

	@Test
	void readsAtAnyPosition() throws IOException {
		byte[] bytes = randomBytes(3 * MIB);
		Digest digest = this.content.write("channel", bytes, Map.of());

		try (SeekableByteChannel channel = this.content.openChannel(digest)) {
			assertThat(channel.size()).isEqualTo(bytes.length);
			assertThat(read(channel, 2 * MIB, 100)).isEqualTo(Arrays.copyOfRange(bytes, 2 * MIB, 2 * MIB + 100));
			assertThat(read(channel, 2 * MIB + 200, 100))
				.isEqualTo(Arrays.copyOfRange(bytes, 2 * MIB + 200, 2 * MIB + 300));
			assertThat(read(channel, 0, 5)).isEqualTo(Arrays.copyOf(bytes, 5));
			assertThat(channel.position()).isEqualTo(5);
			assertThat(channel.position(bytes.length).read(ByteBuffer.allocate(1))).isEqualTo(-1);
			assertThatExceptionOfType(NonWritableChannelException.class)
				.isThrownBy(() -> channel.write(ByteBuffer.allocate(1)));
		}
	}

	private static byte[] read(SeekableByteChannel channel, long position, int count) throws IOException {
		channel.position(position);
		ByteBuffer buffer = (count < 50) ? ByteBuffer.allocateDirect(count) : ByteBuffer.allocate(count);
		while (buffer.hasRemaining()) {
			assertThat(channel.read(buffer)).isPositive();
		}
		byte[] bytes = new byte[count];
		buffer.flip().get(bytes);
		return bytes;
	}

	@Test
	void doesNotReadFromAClosedChannel() throws IOException {
		SeekableByteChannel channel = this.content.openChannel(this.content.write("closed", bytes("hello"), Map.of()));
		channel.read(ByteBuffer.allocate(1));
		channel.close();

		assertThat(channel.isOpen()).isFalse();
		assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> channel.read(ByteBuffer.allocate(1)));
		assertThatExceptionOfType(NotFoundException.class)
			.isThrownBy(() -> this.content.openChannel(Digest.sha256("missing")));
	}

	@Test
	void dropsAnIngestThatIsNotWanted() {
		ContentWriter writer = this.content.writer("unwanted", WriteOptions.none());
		writer.write(bytes("hello"));
		writer.status();
		writer.abort();
		writer.abort();

		assertThat(this.content.findStatus("unwanted")).isEmpty();
	}

	@Test
	void showsEachBlobWithItsLabels() {
		Digest blue = this.content.write("one", bytes("one"), Map.of("team", "blue"));
		this.content.write("two", bytes("two"), Map.of());
		List<ContentInfo> seen = new ArrayList<>();

		this.content.walk(seen::add, Filter.label("team", "blue"));

		assertThat(seen).singleElement().satisfies((blob) -> {
			assertThat(blob.digest()).isEqualTo(blue);
			assertThat(blob.labels()).containsEntry("team", "blue");
		});
	}

	private void leaveUnfinished(String ref, byte[] bytes) {
		try (ContentWriter writer = this.content.writer(ref, WriteOptions.none())) {
			writer.write(bytes);
			writer.status();
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] randomBytes(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

}
