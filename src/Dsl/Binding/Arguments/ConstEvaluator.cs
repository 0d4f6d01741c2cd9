using System;
using System.Collections.Generic;
using System.Globalization;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Binding.Arguments;

/// <summary>Evaluates integer expressions in 64 bits. Division rounds towards zero and the remainder takes the dividend's sign, as in C#.</summary>
internal sealed class ConstEvaluator(ProblemBag problems)
{
    private int _depth;

    /// <summary>The value, or null when it is unknown or wrong; what is wrong is reported.</summary>
    public long? Evaluate(Expression expression, ConstantScope constants)
    {
        if (_depth == Limits.Depth)
        {
            problems.Report(ProblemCode.NestingLimit, expression.Span, "the expression is nested too deep");
            return null;
        }

        _depth++;
        var value = EvaluateChain(expression, constants);
        _depth--;
        return value;
    }

    /// <summary>Walks down the left operands without recursion, so that a sum of many terms needs no stack.</summary>
    private long? EvaluateChain(Expression expression, ConstantScope constants)
    {
        var pending = new Stack<Expression>();
        while (expression is BinaryExpression or NegateExpression)
        {
            pending.Push(expression);
            expression = expression is BinaryExpression binary ? binary.Left : ((NegateExpression)expression).Operand;
        }

        var value = expression switch
        {
            IntegerExpression integer => Read(integer),
            NameExpression name => Find(name, constants),
            _ => throw new InvalidOperationException($"no rule for {expression.GetType().Name}"),
        };
        while (pending.Count > 0)
        {
            var next = pending.Pop();
            value = next is BinaryExpression binary
                ? Apply(binary, value, Evaluate(binary.Right, constants))
                : Checked(next.Span, "the negated number", () => checked(-value));
        }

        return value;
    }

    private long? Read(IntegerExpression integer)
    {
        if (long.TryParse(integer.Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        problems.Report(ProblemCode.IntegerOverflow, integer.Span, $"{Shorten(integer.Digits)} is beyond 64 bits");
        return null;
    }

    private long? Find(NameExpression name, ConstantScope constants)
    {
        if (!constants.TryFind(name.Name, out var value))
        {
            var hint = ExtentHint(name.Name, constants) ?? Suggest.Hint(name.Name, [.. constants.Names]);
            problems.Report(ProblemCode.UnknownName, name.Span, $"no number is called '{name.Name}'{hint}");
        }

        return value;
    }

    /// <summary>A dimension with a name stands in parentheses: without them <c>cx7x7</c> is one name.</summary>
    private static string? ExtentHint(string name, ConstantScope constants)
    {
        for (var x = name.IndexOf('x', 1); x > 0 && x + 1 < name.Length; x = name.IndexOf('x', x + 1))
        {
            if (Characters.IsDigit(name[x + 1]) && constants.TryFind(name.Substring(0, x), out _))
            {
                return $"; did you mean '({name.Substring(0, x)}){name.Substring(x)}'?";
            }
        }

        return null;
    }

    private long? Apply(BinaryExpression expression, long? left, long? right)
    {
        if (left is not { } a || right is not { } b)
        {
            return null;
        }

        switch (expression.Operator)
        {
            case '+':
                return Checked(expression.Span, "the sum", () => checked(a + b));
            case '-':
                return Checked(expression.Span, "the difference", () => checked(a - b));
            case '*':
                return Checked(expression.Span, "the product", () => checked(a * b));
            case '/' or '%' when b == 0:
                problems.Report(ProblemCode.DivisionByZero, expression.Right.Span, $"{Text(a)} {expression.Operator} 0: the divisor is zero");
                return null;
            case '/':
                return Checked(expression.Span, "the quotient", () => b == -1 ? checked(-a) : a / b);
            case '%':
                return b == -1 ? 0 : a % b;
            case '^' when b < 0:
                problems.Report(ProblemCode.NegativeExponent, expression.Right.Span, $"{Text(a)}^({Text(b)}) is no integer: the exponent must not be negative");
                return null;
            case '^':
                return Checked(expression.Span, "the power", () => Power(a, b));
            default:
                throw new InvalidOperationException($"no rule for the operator {expression.Operator}");
        }
    }

    private long? Checked(Span span, string what, Func<long?> compute)
    {
        try
        {
            return compute();
        }
        catch (OverflowException)
        {
            problems.Report(ProblemCode.IntegerOverflow, span, $"{what} is beyond 64 bits");
            return null;
        }
    }

    private static long Power(long value, long exponent)
    {
        var result = 1L;
        while (true)
        {
            if ((exponent & 1) == 1)
            {
                result = checked(result * value);
            }

            exponent >>= 1;
            if (exponent == 0)
            {
                return result;
            }

            value = checked(value * value);
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Shorten(string digits) => digits.Length <= 24 ? digits : digits.Substring(0, 20) + "...";
}
