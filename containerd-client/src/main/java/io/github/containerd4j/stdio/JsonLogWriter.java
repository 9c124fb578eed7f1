package io.github.containerd4j.stdio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the files of one log, for all processes of this JVM that share it.
 */
final class JsonLogWriter {

	private static final Logger logger = LoggerFactory.getLogger(JsonLogWriter.class);

	// What a process prints may be secret.
	private static final FileAttribute<Set<PosixFilePermission>> NOT_FOR_ALL = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

	private final JsonLog log;

	private final LogFormat format = new LogFormat();

	private final ReentrantLock lock = new ReentrantLock();

	private FileChannel file;

	private long size;

	private boolean failing;

	JsonLogWriter(JsonLog log) throws IOException {
		this.log = log;
		Path directory = log.file().getParent();
		if (directory != null) {
			Files.createDirectories(directory);
		}
		this.file = open();
		this.size = this.file.size();
		endBrokenLine();
	}

	private FileChannel open() throws IOException {
		return FileChannel.open(this.log.file(), Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
				NOT_FOR_ALL);
	}

	// A writer that was killed may have left a piece of a line.
	private void endBrokenLine() throws IOException {
		if (this.size == 0) {
			return;
		}
		ByteBuffer last = ByteBuffer.allocate(1);
		try (FileChannel reading = FileChannel.open(this.log.file(), StandardOpenOption.READ)) {
			reading.read(last, this.size - 1);
		}
		if (last.get(0) != '\n') {
			write(new byte[] { '\n' });
		}
	}

	/**
	 * Appends entries. If that fails they are dropped, and what was written of them is
	 * taken back, so that the log has whole lines only.
	 */
	void append(List<LogEntry> entries) {
		this.lock.lock();
		try {
			ByteArrayOutputStream pending = new ByteArrayOutputStream();
			for (LogEntry entry : entries) {
				byte[] line = this.format.format(entry);
				if (isFull(pending.size(), line.length)) {
					write(pending.toByteArray());
					pending.reset();
					rotate();
				}
				pending.write(line, 0, line.length);
			}
			write(pending.toByteArray());
			this.failing = false;
		}
		catch (IOException ex) {
			warn(ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isFull(long pending, long more) {
		long before = this.size + pending;
		return before > 0 && before + more > this.log.maxSize();
	}

	private void write(byte[] bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		try {
			while (buffer.hasRemaining()) {
				this.file.write(buffer);
			}
			this.size += bytes.length;
		}
		catch (IOException ex) {
			if (this.file.isOpen()) {
				this.file.truncate(this.size);
			}
			throw ex;
		}
	}

	private void rotate() throws IOException {
		this.file.close();
		try {
			shift();
		}
		finally {
			this.file = open();
			this.size = this.file.size();
		}
	}

	private void shift() throws IOException {
		Path newest = this.log.file();
		int last = this.log.maxFiles() - 1;
		if (last == 0) {
			Files.deleteIfExists(newest);
		}
		for (int number = last; number > 0; number--) {
			Path from = LogFiles.rotated(newest, number - 1);
			if (Files.exists(from)) {
				Files.move(from, LogFiles.rotated(newest, number), StandardCopyOption.ATOMIC_MOVE);
			}
		}
	}

	private void warn(IOException ex) {
		if (!this.failing) {
			logger.warn("Cannot write the log {}, entries are dropped until it can be written again", this.log, ex);
		}
		this.failing = true;
	}

	void close() throws IOException {
		this.lock.lock();
		try {
			this.file.close();
		}
		finally {
			this.lock.unlock();
		}
	}

}
