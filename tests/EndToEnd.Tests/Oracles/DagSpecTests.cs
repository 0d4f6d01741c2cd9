using System;
using System.IO;
using System.Linq;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Oracles;
using Xunit;

namespace NetSpec.EndToEnd.Tests.Oracles;

public sealed class DagSpecTests
{
    public static TheoryData<string> Ids() => [.. OracleFiles.Dags.Select(dag => dag.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_spec_in_the_corpus_is_the_one_written_from_the_case(string id)
    {
        var path = Repository.PathOf("tests", "Corpus", "dags", id + ".netspec");
        var text = DagSpec.Write(OracleFiles.Dags.Single(dag => dag.Id == id));
        if (Environment.GetEnvironmentVariable("NETSPEC_ACCEPT") == "1")
            File.WriteAllText(path, text);
        Assert.Equal(text, File.ReadAllText(path));
    }
}
