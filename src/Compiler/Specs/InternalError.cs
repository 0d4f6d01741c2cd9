using System;
using System.Linq;
using NetSpec.Dsl.Problems;

namespace NetSpec.Compiler.Specs;

/// <summary>Turns an exception, which is always a defect of NetSpec, into one diagnostic; thrown on, it would silence the whole generator.</summary>
internal static class InternalError
{
    public static SpecProblem Of(string path, Exception exception) => SpecProblem.AtStart(path, ProblemCode.Internal, Describe(exception));

    public static string Describe(Exception exception)
    {
        var message = string.Join(" ", exception.Message.Split('\r', '\n').Where(line => line.Length > 0));
        var frame = exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim() ?? "without a stack";
        return $"NetSpec failed on this file, which is a defect of NetSpec and not of the spec: {exception.GetType().Name}: {message} {frame}";
    }
}
