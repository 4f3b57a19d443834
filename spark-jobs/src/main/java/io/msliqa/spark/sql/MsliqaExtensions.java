package io.msliqa.spark.sql;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.classic.UserDefinedFunctionUtils$;
import org.apache.spark.sql.expressions.SparkUserDefinedFunction;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;
import scala.runtime.BoxedUnit;

/**
 * Gives every session of a Spark the functions {@code msliqa_score(picture)} and {@code msliqa(picture)}: {@code --conf
 * spark.sql.extensions=io.msliqa.spark.sql.MsliqaExtensions}. That is the way for {@code spark-sql}, Thrift servers and Spark
 * Connect, where no code of ours begins the session.
 */
public final class MsliqaExtensions implements SparkSessionExtensionsProvider {

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        inject(extensions, Msliqa.SCORE_FUNCTION, "The score of a picture, or null.", Msliqa::scoreFunction);
        inject(extensions, Msliqa.RESULT_FUNCTION, "All that is said of a picture.", Msliqa::resultFunction);
        return BoxedUnit.UNIT;
    }

    private interface OfSession {
        UserDefinedFunction of(SparkSession spark);
    }

    private static void inject(SparkSessionExtensions extensions, String name, String usage, OfSession function) {
        Function1<Seq<Expression>, Expression> builder = arguments -> {
            if (arguments.length() != 1) {
                throw new IllegalArgumentException(
                        name + " takes one argument: the name of a picture's file, or its bytes");
            }
            return UserDefinedFunctionUtils$.MODULE$.toScalaUDF(
                    (SparkUserDefinedFunction) function.of(SparkSession.active()), arguments);
        };
        extensions.injectFunction(new Tuple3<>(
                FunctionIdentifier.apply(name),
                new ExpressionInfo(
                        MsliqaExtensions.class.getName(), null, name, usage, "", "", "", "", "", "", "java_udf"),
                builder));
    }
}
