package io.github.containerd4j.content;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.UnsafeByteOperations;
import io.github.containerd4j.AlreadyExistsException;
import io.github.containerd4j.ErrorCode;
import io.github.containerd4j.FailedPreconditionException;
import io.github.containerd4j.Failure;
import io.github.containerd4j.Filter;
import io.github.containerd4j.InvalidArgumentException;
import io.github.containerd4j.Labels;
import io.github.containerd4j.NotFoundException;
import io.github.containerd4j.ResourceExhaustedException;
import io.github.containerd4j.ResultStream;
import io.github.containerd4j.proto.services.content.v1.AbortRequest;
import io.github.containerd4j.proto.services.content.v1.ContentGrpc;
import io.github.containerd4j.proto.services.content.v1.DeleteContentRequest;
import io.github.containerd4j.proto.services.content.v1.InfoRequest;
import io.github.containerd4j.proto.services.content.v1.ListContentRequest;
import io.github.containerd4j.proto.services.content.v1.ListContentResponse;
import io.github.containerd4j.proto.services.content.v1.ListStatusesRequest;
import io.github.containerd4j.proto.services.content.v1.ReadContentRequest;
import io.github.containerd4j.proto.services.content.v1.ReadContentResponse;
import io.github.containerd4j.proto.services.content.v1.StatusRequest;
import io.github.containerd4j.proto.services.content.v1.UpdateRequest;
import io.github.containerd4j.proto.services.content.v1.WriteAction;
import io.github.containerd4j.proto.services.content.v1.WriteContentRequest;
import io.github.containerd4j.rpc.LabelMask;
import io.github.containerd4j.rpc.RpcClient;
import io.github.containerd4j.rpc.Subject;

final class GrpcContentStore implements ContentStore {

	private static final Subject ALL = Subject.of("content");

	private static final Subject ALL_INGESTS = Subject.of("ingests");

	// A message of a listing has about 100 blobs.
	private static final int LIST_WINDOW = 16;

	// A message of a read has at most 1 MiB.
	private static final int READ_WINDOW = 4;

	// In a request, the size that means "to the end".
	private static final long TO_THE_END = 0;

	private final RpcClient rpc;

	GrpcContentStore(RpcClient rpc) {
		this.rpc = rpc;
	}

	@Override
	public List<ContentInfo> list(Filter... filters) {
		return stream(filters).toList();
	}

	@Override
	public ResultStream<ContentInfo> stream(Filter... filters) {
		ListContentRequest request = ListContentRequest.newBuilder().addAllFilters(Filter.expressions(filters)).build();
		return this.rpc.stream(ContentGrpc.getListMethod(), request, ALL, LIST_WINDOW, GrpcContentStore::infos);
	}

	private static Iterator<ContentInfo> infos(ListContentResponse message) {
		return message.getInfoList().stream().map(ContentMapper::toInfo).iterator();
	}

	@Override
	public Optional<ContentInfo> find(Digest digest) {
		try {
			return Optional.of(get(digest));
		}
		catch (NotFoundException ex) {
			return Optional.empty();
		}
	}

	@Override
	public ContentInfo get(Digest digest) {
		InfoRequest request = InfoRequest.newBuilder().setDigest(digest.toString()).build();
		return ContentMapper.toInfo(this.rpc.call(ContentGrpc.getInfoMethod(), request, subject(digest)).getInfo());
	}

	@Override
	public ContentInfo setLabels(Digest digest, Map<String, String> labels) {
		return update(digest, labels, LabelMask.of(labels));
	}

	@Override
	public ContentInfo replaceLabels(Digest digest, Map<String, String> labels) {
		return update(digest, labels, LabelMask.all());
	}

	private ContentInfo update(Digest digest, Map<String, String> labels, FieldMask mask) {
		UpdateRequest request = UpdateRequest.newBuilder()
			.setInfo(ContentMapper.toProto(digest, Labels.require(labels)))
			.setUpdateMask(mask)
			.build();
		return ContentMapper.toInfo(this.rpc.call(ContentGrpc.getUpdateMethod(), request, subject(digest)).getInfo());
	}

	@Override
	public void delete(Digest digest) {
		DeleteContentRequest request = DeleteContentRequest.newBuilder().setDigest(digest.toString()).build();
		this.rpc.call(ContentGrpc.getDeleteMethod(), request, subject(digest));
	}

	@Override
	public InputStream open(Digest digest) {
		return read(digest, 0, TO_THE_END);
	}

	@Override
	public InputStream open(Digest digest, long offset, long size) {
		if (offset < 0) {
			throw InvalidArgumentException.of("content offset", Long.toString(offset), "it must not be negative");
		}
		if (size <= 0) {
			throw InvalidArgumentException.of("content size", Long.toString(size), "it must be positive");
		}
		return read(digest, offset, size);
	}

	@Override
	public SeekableByteChannel openChannel(Digest digest) {
		return new BlobChannel(get(digest).size(), (offset) -> read(digest, offset, TO_THE_END));
	}

	private InputStream read(Digest digest, long offset, long size) {
		ReadContentRequest request = ReadContentRequest.newBuilder()
			.setDigest(digest.toString())
			.setOffset(offset)
			.setSize(size)
			.build();
		return new BlobInputStream(this.rpc.stream(ContentGrpc.getReadMethod(), request, subject(digest), READ_WINDOW,
				GrpcContentStore::data));
	}

	private static Iterator<ByteString> data(ReadContentResponse message) {
		return List.of(message.getData()).iterator();
	}

	@Override
	public byte[] readAll(Digest digest, int limit) {
		try (InputStream input = open(digest)) {
			byte[] bytes = input.readNBytes(limit);
			if (input.read() >= 0) {
				throw tooLarge(digest, limit);
			}
			return bytes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ResourceExhaustedException tooLarge(Digest digest, int limit) {
		Failure failure = new Failure("Content.Read", "content", digest.toString(), this.rpc.namespace(),
				ErrorCode.RESOURCE_EXHAUSTED);
		return new ResourceExhaustedException(failure.describe() + ": it has more than " + limit + " bytes", failure,
				null);
	}

	@Override
	public ContentWriter writer(String ref, WriteOptions options) {
		return GrpcContentWriter.open(this.rpc, checked(ref), options);
	}

	@Override
	public Digest write(String ref, byte[] bytes, Map<String, String> labels) {
		WriteOptions options = new WriteOptions(Digest.sha256(bytes), bytes.length, labels);
		if (bytes.length > GrpcContentWriter.CHUNK_SIZE) {
			return write(ref, new ByteArrayInputStream(bytes), options);
		}
		WriteContentRequest request = GrpcContentWriter.message(WriteAction.COMMIT, options)
			.setRef(checked(ref))
			.setData(UnsafeByteOperations.unsafeWrap(bytes))
			.putAllLabels(options.labels())
			.build();
		try {
			commit(request);
			return Digest.parse(request.getExpected());
		}
		catch (FailedPreconditionException ex) {
			// The offset 0 drops what an earlier writer left, but not if the daemon can
			// take the blob from another namespace: then the old bytes come first.
			return write(ref, new ByteArrayInputStream(bytes), options);
		}
	}

	private void commit(WriteContentRequest request) {
		try (WriteExchange exchange = new WriteExchange(this.rpc, request.getRef())) {
			exchange.ask(request);
		}
		catch (AlreadyExistsException ex) {
			// The digest is the content: nothing was missed.
		}
	}

	@Override
	public Digest write(String ref, InputStream input, WriteOptions options) {
		Digest expected = options.expected();
		try (GrpcContentWriter writer = GrpcContentWriter.open(this.rpc, checked(ref), options)) {
			if (expected == null || (options.size() > 0 && writer.offset() > options.size())) {
				writer.restart();
			}
			input.skipNBytes(writer.offset());
			writer.transferFrom(input);
			return (expected != null) ? writer.commit() : commit(writer);
		}
		catch (AlreadyExistsException ex) {
			if (expected == null) {
				throw ex;
			}
			return expected;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Digest commit(ContentWriter writer) {
		Digest digest = Objects.requireNonNull(writer.status().digest());
		try {
			return writer.commit();
		}
		catch (AlreadyExistsException ex) {
			return digest;
		}
	}

	@Override
	public Optional<IngestStatus> findStatus(String ref) {
		try {
			return Optional.of(status(ref));
		}
		catch (NotFoundException ex) {
			return Optional.empty();
		}
	}

	@Override
	public IngestStatus status(String ref) {
		StatusRequest request = StatusRequest.newBuilder().setRef(checked(ref)).build();
		return ContentMapper.toStatus(this.rpc.call(ContentGrpc.getStatusMethod(), request, ingest(ref)).getStatus());
	}

	@Override
	public List<IngestStatus> statuses(Filter... filters) {
		ListStatusesRequest request = ListStatusesRequest.newBuilder()
			.addAllFilters(Filter.expressions(filters))
			.build();
		return this.rpc.call(ContentGrpc.getListStatusesMethod(), request, ALL_INGESTS)
			.getStatusesList()
			.stream()
			.map(ContentMapper::toStatus)
			.toList();
	}

	@Override
	public void abort(String ref) {
		AbortRequest request = AbortRequest.newBuilder().setRef(checked(ref)).build();
		this.rpc.call(ContentGrpc.getAbortMethod(), request, ingest(ref));
	}

	private static String checked(String ref) {
		if (ref.isEmpty()) {
			throw InvalidArgumentException.of("ingest ref", ref, "it must not be empty");
		}
		return ref;
	}

	private static Subject subject(Digest digest) {
		return Subject.of("content", digest.toString());
	}

	private static Subject ingest(String ref) {
		return Subject.of("ingest", ref);
	}

}
