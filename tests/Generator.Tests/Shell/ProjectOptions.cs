using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace NetSpec.Generator.Tests.Shell;

/// <summary>Options as the props file and the project give them: the same for every additional file.</summary>
internal sealed class ProjectOptions(params (string Key, string Value)[] values) : AnalyzerConfigOptionsProvider
{
    private readonly Values _values = new(values.ToImmutableDictionary(pair => pair.Key, pair => pair.Value));

    public override AnalyzerConfigOptions GlobalOptions => _values;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _values;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _values;

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override IEnumerable<string> Keys => values.Keys.Order();

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
