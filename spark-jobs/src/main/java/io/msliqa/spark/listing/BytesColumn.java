package io.msliqa.spark.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** Finds the column of a Parquet file that holds pictures: a column of bytes, or of groups with bytes in them. */
final class BytesColumn {

    private BytesColumn() {}

    /**
     * A schema of that column alone.
     *
     * @param name as in {@code image} or {@code image.bytes}; empty for the only one there is
     */
    static Optional<MessageType> of(MessageType schema, String name) {
        List<Type> found = new ArrayList<>();
        for (Type field : schema.getFields()) {
            projection(field)
                    .filter(type -> name.isEmpty() || named(type, name))
                    .ifPresent(found::add);
        }
        return found.size() == 1 ? Optional.of(new MessageType(schema.getName(), found)) : Optional.empty();
    }

    private static boolean named(Type column, String name) {
        return name.equals(column.getName()) || name.equals(path(column));
    }

    private static Optional<Type> projection(Type field) {
        if (field.isRepetition(Type.Repetition.REPEATED)) {
            return Optional.empty();
        }
        if (field.isPrimitive()) {
            boolean bytes = field.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                    && field.getLogicalTypeAnnotation() == null;
            return bytes ? Optional.of(field) : Optional.empty();
        }
        List<Type> inner = field.asGroupType().getFields().stream()
                .filter(Type::isPrimitive)
                .flatMap(type -> projection(type).stream())
                .toList();
        return inner.size() == 1
                ? Optional.of(new GroupType(field.getRepetition(), field.getName(), inner))
                : Optional.empty();
    }

    /** Says why there is no such column. */
    static String problem(MessageType schema, String name) {
        List<String> columns = schema.getFields().stream()
                .flatMap(field -> projection(field).stream())
                .map(BytesColumn::path)
                .toList();
        String wanted = name.isEmpty() ? "one column of bytes" : "a column of bytes '" + name + "'";
        return "The Parquet file must have " + wanted + ", but has "
                + (columns.isEmpty() ? "none" : String.join(", ", columns))
                + "; name the column of the pictures with listing.parquet-column.";
    }

    private static String path(Type column) {
        return column.isPrimitive()
                ? column.getName()
                : column.getName() + "." + column.asGroupType().getType(0).getName();
    }
}
