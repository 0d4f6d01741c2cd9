using NetSpec.Compiler.Emit.Writing;

namespace NetSpec.Compiler.Emit.Gpu;

/// <summary>Divisions of non-negative integers by constants, as C# that costs a device an instruction or two.</summary>
internal static class IndexMath
{
    /// <summary>The largest divisor that <c>FactorIndex</c> of the host code takes.</summary>
    private const int MostDivisor = 4096;

    public static string Divide(string dividend, long divisor) =>
        divisor == 1 ? dividend
        : Log2(divisor) is { } shift ? $"({dividend} >> {CSharp.Literal(shift)})"
        : divisor <= MostDivisor ? $"FactorIndex.Quotient({Bare(dividend)}, {CSharp.Literal(divisor)})"
        : $"({dividend} / {CSharp.Literal(divisor)})";

    public static string Modulo(string dividend, long divisor) =>
        divisor == 1 ? "0"
        : Log2(divisor) is not null ? $"({dividend} & {CSharp.Literal(divisor - 1)})"
        : divisor <= MostDivisor ? $"FactorIndex.Remainder({Bare(dividend)}, {CSharp.Literal(divisor)})"
        : $"({dividend} % {CSharp.Literal(divisor)})";

    /// <summary>A product with a constant.</summary>
    public static string Times(string factor, long constant) =>
        constant == 0 || factor == "0" ? "0" : constant == 1 ? factor : $"{factor} * {CSharp.Literal(constant)}";

    /// <summary>A sum, without the terms that are zero.</summary>
    public static string Sum(params string[] terms)
    {
        var text = string.Join(" + ", System.Linq.Enumerable.Where(terms, term => term != "0"));
        return text.Length == 0 ? "0" : text;
    }

    /// <summary>An expression without the parentheses around the whole of it.</summary>
    public static string Bare(string expression)
    {
        while (expression.Length > 1 && expression[0] == '(' && Closing(expression) == expression.Length - 1)
        {
            expression = expression.Substring(1, expression.Length - 2);
        }

        return expression;
    }

    /// <summary>Where the parenthesis that an expression begins with is closed.</summary>
    private static int Closing(string expression)
    {
        var depth = 0;
        for (var i = 0; i < expression.Length; i++)
        {
            depth += expression[i] == '(' ? 1 : expression[i] == ')' ? -1 : 0;
            if (depth == 0)
                return i;
        }

        return -1;
    }

    private static int? Log2(long value)
    {
        for (var shift = 0; shift < 62; shift++)
        {
            if (1L << shift == value)
                return shift;
        }

        return null;
    }
}
