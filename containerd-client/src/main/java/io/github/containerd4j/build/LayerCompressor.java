package io.github.containerd4j.build;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.github.containerd4j.content.ContentStore;

/**
 * Turns uncompressed tars into layers of the content store, in bounded memory. Owns the
 * threads that compress.
 */
final class LayerCompressor implements AutoCloseable {

	private static final AtomicInteger THREADS = new AtomicInteger();

	private final ContentStore content;

	private final LayerCompression compression;

	private final int parallelism = Runtime.getRuntime().availableProcessors();

	private final ExecutorService workers;

	LayerCompressor(ContentStore content, LayerCompression compression) {
		this.content = content;
		this.compression = compression;
		this.workers = workers(this.parallelism);
	}

	// Without anything to compress, no thread is started.
	private static ExecutorService workers(int count) {
		return new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (task) -> {
			Thread thread = new Thread(task, "containerd-build-" + THREADS.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Writes a layer.
	 * @param tar writes the uncompressed tar
	 */
	Layer write(TarSource tar) throws IOException {
		try (LayerIngest ingest = new LayerIngest(this.content)) {
			return switch (this.compression.kind()) {
				case NONE -> plain(tar, ingest);
				case GZIP -> gzip(tar, ingest);
				case ZSTD -> zstd(tar, ingest);
			};
		}
	}

	private Layer plain(TarSource tar, LayerIngest ingest) throws IOException {
		tar.writeTo(ingest.output());
		return ingest.commit(this.compression.mediaType(), null);
	}

	private Layer gzip(TarSource tar, LayerIngest ingest) throws IOException {
		ParallelGzip gzip = new ParallelGzip(ingest.output(), this.compression.level(), this.workers,
				2 * this.parallelism);
		HashedOutput uncompressed = new HashedOutput(gzip);
		tar.writeTo(uncompressed);
		gzip.finish();
		return ingest.commit(this.compression.mediaType(), uncompressed.digest());
	}

	private Layer zstd(TarSource tar, LayerIngest ingest) throws IOException {
		HashedOutput uncompressed;
		try (OutputStream zstd = new ZstdOutputStreamNoFinalizer(ingest.output(), RecyclingBufferPool.INSTANCE,
				this.compression.level())) {
			uncompressed = new HashedOutput(zstd);
			tar.writeTo(uncompressed);
		}
		return ingest.commit(this.compression.mediaType(), uncompressed.digest());
	}

	ContentStore content() {
		return this.content;
	}

	@Override
	public void close() {
		this.workers.shutdownNow();
	}

	/**
	 * Something that can be written as a tar.
	 */
	@FunctionalInterface
	interface TarSource {

		/**
		 * Writes the tar and leaves the stream open.
		 */
		void writeTo(OutputStream out) throws IOException;

	}

}
