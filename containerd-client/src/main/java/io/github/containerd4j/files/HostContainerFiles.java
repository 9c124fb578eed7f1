package io.github.containerd4j.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.github.containerd4j.host.SystemCallException;

final class HostContainerFiles implements ContainerFiles {

	private final ContainerRoots roots;

	HostContainerFiles(ContainerRoots roots) {
		this.roots = roots;
	}

	@Override
	public boolean isAvailable() {
		return this.roots.areHere();
	}

	@Override
	public byte[] get(String path) {
		return reading("get", path, (root, file, failures) -> new Download(root, failures).bytes(file));
	}

	@Override
	public long get(String path, OutputStream target) {
		return reading("get", path, (root, file, failures) -> new Download(root, failures).copy(file, target));
	}

	@Override
	public long get(String path, Path target) {
		return reading("get", path, (root, file, failures) -> new Download(root, failures).copy(file, target));
	}

	@Override
	public InputStream open(String path) {
		return reading("open", path, (root, file, failures) -> new Download(root, failures).open(file));
	}

	@Override
	public void put(String path, byte[] content, FileOptions options) {
		put(path, new ByteArrayInputStream(content), options);
	}

	@Override
	public void put(String path, String content) {
		put(path, content.getBytes(StandardCharsets.UTF_8), FileOptions.defaults());
	}

	@Override
	public void put(String path, InputStream content, FileOptions options) {
		writing("put", path, (root, file, failures) -> new Upload(root, failures).write(file, content, options));
	}

	@Override
	public void put(String path, Path source, FileOptions options) {
		writing("put", path, (root, file, failures) -> new Upload(root, failures).write(file, source, options));
	}

	@Override
	public List<FileInfo> list(String path) {
		return reading("list", path, (root, file, failures) -> new Listing(root, failures).entries(file));
	}

	@Override
	public FileInfo stat(String path) {
		return reading("stat", path, (root, file, failures) -> new Listing(root, failures).of(file));
	}

	@Override
	public Optional<FileInfo> find(String path) {
		return reading("find", path, (root, file, failures) -> new Listing(root, failures).find(file));
	}

	@Override
	public void mkdirs(String path, FileOptions options) {
		writing("mkdirs", path, (root, file, failures) -> new Directories(root, failures).make(file, options));
	}

	@Override
	public void delete(String path) {
		writing("delete", path, (root, file, failures) -> {
			try (Place place = root.place(file)) {
				new Deletion(failures).deleteOne(place.directory(), place.name());
			}
		});
	}

	@Override
	public void deleteTree(String path) {
		writing("delete", path, (root, file, failures) -> {
			try (Place place = root.place(file)) {
				new Deletion(failures).deleteTree(place.directory(), place.name(), 0);
			}
		});
	}

	@Override
	public void getTree(String path, OutputStream tar) {
		walking(path, (root, file, failures) -> new Trees(root, failures).get(file, tar));
	}

	@Override
	public void getTree(String path, Path target) {
		walking(path, (root, file, failures) -> new Trees(root, failures).get(file, target));
	}

	@Override
	public void putTree(String path, InputStream tar) {
		writing("put", path, (root, file, failures) -> new Trees(root, failures).put(file, tar));
	}

	@Override
	public void putTree(String path, Path source, FileOptions options) {
		writing("put", path, (root, file, failures) -> new Trees(root, failures).put(file, source, options));
	}

	private void walking(String path, Change walk) {
		in("get", path, false, (root, file, failures) -> {
			walk.apply(root, file, failures);
			return path;
		});
	}

	private void writing(String operation, String path, Change change) {
		in(operation, path, true, (root, file, failures) -> {
			change.apply(root, file, failures);
			return path;
		});
	}

	private <T> T reading(String operation, String path, Work<T> work) {
		return in(operation, path, false, work);
	}

	private <T> T in(String operation, String path, boolean writable, Work<T> work) {
		FilePath file = FilePath.parse(path);
		FileFailures failures = new FileFailures(operation, this.roots.id() + ":" + path);
		try (FilesRoot root = this.roots.open(failures, writable)) {
			return work.apply(root, file, failures);
		}
		catch (SystemCallException ex) {
			throw failures.of(ex);
		}
		catch (IOException ex) {
			throw failures.of(ex);
		}
	}

	@Override
	public String toString() {
		return "ContainerFiles[" + this.roots.id() + "]";
	}

	/**
	 * What is read from a file.
	 */
	private interface Work<T> {

		T apply(FilesRoot root, FilePath file, FileFailures failures) throws SystemCallException, IOException;

	}

	/**
	 * What is done to a file.
	 */
	private interface Change {

		void apply(FilesRoot root, FilePath file, FileFailures failures) throws SystemCallException, IOException;

	}

}
