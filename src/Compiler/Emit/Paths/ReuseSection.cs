using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>What the description of a net's paths says of parameters that one path can use more than once: most nets have none.</summary>
internal static class ReuseSection
{
    public static IEnumerable<string> Properties(EquatableArray<int> reused) =>
        reused.Count == 0 ? [] : [$"ReusedParameters = new[] {{ {string.Join(", ", reused.Select(index => CSharp.Literal(index)))} }}"];
}
