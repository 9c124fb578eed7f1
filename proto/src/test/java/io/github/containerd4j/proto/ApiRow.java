package io.github.containerd4j.proto;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

/**
 * One fact about the API as the table writes it. The versions that the table has besides
 * are not part of a compiled file.
 *
 * @param kind message, field, enum, value, service or rpc
 * @param owner the full name of the message, enum or service
 * @param number of a field or a value, else empty
 * @param name of a field, a value or an rpc, else empty
 * @param type of a field; {@code request -> response} of an rpc; else empty
 * @param label repeated, optional, or the field's oneof; empty for singular and map
 * fields
 */
record ApiRow(String kind, String owner, String number, String name, String type,
		String label) implements Comparable<ApiRow> {

	private static final Comparator<ApiRow> ORDER = Comparator.comparing(ApiRow::toString);

	static Set<ApiRow> readTable(String resource) {
		try (BufferedReader reader = new BufferedReader(
				new InputStreamReader(Objects.requireNonNull(ApiRow.class.getResourceAsStream(resource), resource),
						StandardCharsets.UTF_8))) {
			return reader.lines()
				.filter((line) -> !line.startsWith("#"))
				.map(ApiRow::parse)
				.collect(Collectors.toCollection(TreeSet::new));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static Set<ApiRow> of(Stream<FileDescriptor> files) {
		return files.flatMap((file) -> of(file).stream()).collect(Collectors.toCollection(TreeSet::new));
	}

	static Set<ApiRow> of(FileDescriptor file) {
		return Stream
			.of(file.getMessageTypes().stream().flatMap(ApiRow::of), file.getEnumTypes().stream().flatMap(ApiRow::of),
					file.getServices().stream().flatMap(ApiRow::of), file.getExtensions().stream().map(ApiRow::of))
			.flatMap((rows) -> rows)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static ApiRow parse(String line) {
		String[] columns = line.split("\t", -1);
		return new ApiRow(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
	}

	private static Stream<ApiRow> of(Descriptor message) {
		return Stream
			.of(Stream.of(new ApiRow("message", message.getFullName(), "", "", "", "")),
					message.getFields().stream().map(ApiRow::of),
					message.getNestedTypes()
						.stream()
						.filter((nested) -> !nested.getOptions().getMapEntry())
						.flatMap(ApiRow::of),
					message.getEnumTypes().stream().flatMap(ApiRow::of))
			.flatMap((rows) -> rows);
	}

	private static ApiRow of(FieldDescriptor field) {
		return new ApiRow("field", field.getContainingType().getFullName(), Integer.toString(field.getNumber()),
				field.getName(), type(field), label(field));
	}

	private static Stream<ApiRow> of(EnumDescriptor type) {
		return Stream.concat(Stream.of(new ApiRow("enum", type.getFullName(), "", "", "", "")),
				type.getValues()
					.stream()
					.map((value) -> new ApiRow("value", type.getFullName(), Integer.toString(value.getNumber()),
							value.getName(), "", "")));
	}

	private static Stream<ApiRow> of(ServiceDescriptor service) {
		return Stream.concat(Stream.of(new ApiRow("service", service.getFullName(), "", "", "", "")),
				service.getMethods().stream().map(ApiRow::of));
	}

	private static ApiRow of(MethodDescriptor rpc) {
		String request = stream(rpc.isClientStreaming()) + rpc.getInputType().getFullName();
		String response = stream(rpc.isServerStreaming()) + rpc.getOutputType().getFullName();
		return new ApiRow("rpc", rpc.getService().getFullName(), "", rpc.getName(), request + " -> " + response, "");
	}

	private static String stream(boolean streaming) {
		return streaming ? "stream " : "";
	}

	private static String type(FieldDescriptor field) {
		if (field.isMapField()) {
			Descriptor entry = field.getMessageType();
			return "map<" + type(entry.findFieldByNumber(1)) + "," + type(entry.findFieldByNumber(2)) + ">";
		}
		return switch (field.getJavaType()) {
			case MESSAGE -> field.getMessageType().getFullName();
			case ENUM -> field.getEnumType().getFullName();
			default -> field.getType().name().toLowerCase(Locale.ROOT);
		};
	}

	private static String label(FieldDescriptor field) {
		if (field.isMapField()) {
			return "";
		}
		if (field.getRealContainingOneof() != null) {
			return "oneof " + field.getRealContainingOneof().getName();
		}
		if (field.toProto().getProto3Optional()) {
			return "optional";
		}
		return field.isRepeated() ? "repeated" : "";
	}

	@Override
	public int compareTo(ApiRow other) {
		return ORDER.compare(this, other);
	}

	@Override
	public String toString() {
		return Stream.of(this.kind, this.owner, this.number, this.name, this.type, this.label)
			.filter((column) -> !column.isEmpty())
			.collect(Collectors.joining(" "));
	}

}
