using System;
using System.Collections.Generic;

namespace NetSpec.Dsl.Graph;

/// <summary>
/// Words that stand for a type of C#, a constraint, an operator or a value to throw away as long as nothing is called so: a
/// class or namespace of that name takes the word from all code beside it and within.
/// </summary>
internal static class CSharpWords
{
    private static readonly HashSet<string> All = new(StringComparer.Ordinal) { "_", "dynamic", "nameof", "nint", "notnull", "nuint", "unmanaged", "var" };

    /// <summary>Whether a name is one of them. Keywords are none: C# has a way to write those as names.</summary>
    public static bool Contains(string name) => All.Contains(name);
}
