using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Planning;
using NetSpec.Tests.Support;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

public sealed partial class EmitDeterminismTests
{
    [Fact]
    public void Text_is_the_same_under_a_culture_with_signs_and_separators_of_its_own()
    {
        var hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        hostile.NumberFormat.NegativeSign = "~";
        hostile.NumberFormat.NumberDecimalSeparator = ";";
        hostile.NumberFormat.NumberGroupSeparator = "'";
        var before = CultureInfo.CurrentCulture;
        var expected = FeatureNets.All.Values.Select(net => ModelClassFile.Emit(Planner.Plan(net))).ToList();
        try
        {
            CultureInfo.CurrentCulture = hostile;
            Assert.Equal(expected, FeatureNets.Build().Values.Select(net => ModelClassFile.Emit(Planner.Plan(net))));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Emitted_text_names_every_type_from_the_root() => Assert.All(
        FeatureNets.All.Values.Select(net => ModelClassFile.Emit(Planner.Plan(net))),
        text => Assert.DoesNotMatch(UnrootedName(), text));

    /// <summary>A runtime or system type that does not hang on <c>global::</c>, outside comments.</summary>
    [GeneratedRegex(@"^(?!\s*//).*(?<!global::|\.)\b(NetSpec|System)\.", RegexOptions.Multiline)]
    private static partial Regex UnrootedName();
}
